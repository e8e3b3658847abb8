package dev.kefu.commerce.taobao;

import dev.kefu.cluster.Signals;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.Promotions;
import dev.kefu.commerce.line.Forgetting;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.KeptFacts;
import dev.kefu.commerce.line.Moments;
import dev.kefu.commerce.line.Patience;
import dev.kefu.commerce.line.SealedSecrets;
import dev.kefu.commerce.line.ShopLine;
import dev.kefu.content.ShopProfile;
import dev.kefu.storage.Leases;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The doors of a shop on the platform, when that is the one we serve.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "kefu.shop.connector", havingValue = "taobao")
@EnableConfigurationProperties(TaobaoSettings.class)
class TaobaoConfiguration {

  @Bean
  TaobaoParts taobaoParts(TaobaoSettings settings) {
    return new TaobaoParts(settings);
  }

  @Bean
  ShopLine shopLine(TaobaoParts parts) {
    return new ShopLine(parts.gateway(), parts.limits());
  }

  @Bean
  TokenEndpoints tokenEndpoints(TaobaoSettings settings, TaobaoParts parts, Clock clock) {
    return new TokenEndpoints(
        Optional.ofNullable(settings.tokenUrl())
            .filter(url -> !url.isBlank())
            .map(url ->
                new TokenEndpoint(
                    new ShopLine(parts.token(url), parts.limits()), parts.app(), clock)));
  }

  /// There or not.
  record TokenEndpoints(Optional<TokenEndpoint> endpoint) implements AutoCloseable {
    @Override
    public void close() {
      endpoint.ifPresent(TokenEndpoint::close);
    }
  }

  @Bean
  Sessions sessions(
      TaobaoParts parts,
      TokenEndpoints endpoints,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Leases leases,
      Clock clock) {
    var secrets = new SealedSecrets(parts.sealKey(), jdbc, transactions, clock);
    try {
      return new Sessions(
          parts.tokens(), endpoints.endpoint().orElse(null), secrets, leases, clock);
    } catch (SealedSecrets.Unopened _) {
      throw TaobaoParts.unopened();
    }
  }

  @Bean("shopSessionHealthIndicator")
  SessionHealth sessionHealth(Sessions sessions) {
    return new SessionHealth(sessions);
  }

  @Bean
  TopGateway topGateway(ShopLine line, TaobaoParts parts, Sessions sessions, Clock clock) {
    return new TopGateway(line, parts.app(), sessions, clock);
  }

  @Bean
  Surroundings surroundings(Clock clock, TaobaoParts parts) {
    return new Surroundings(clock, new Moments(), new Patience(parts.limits()));
  }

  @Bean
  TaobaoShop taobaoShop(
      TopGateway gateway,
      TaobaoSettings settings,
      ShopProfile profile,
      Surroundings around,
      PayoutNotes notes) {
    return TaobaoShop.of(
        gateway, settings.safetyStock(), settings.parcelActions(), profile, around, notes);
  }

  @Bean
  PayoutNotes payoutNotes(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
    return new PayoutNotes(jdbc, transactions, clock);
  }

  @Bean
  TaobaoProducts products(TaobaoShop shop) {
    return shop.products();
  }

  @Bean
  TaobaoOrders orders(TaobaoShop shop) {
    return shop.orders();
  }

  @Bean
  TaobaoShipping shipping(TaobaoShop shop) {
    return shop.shipping();
  }

  @Bean
  Promotions promotions(TaobaoShop shop) {
    return shop.promotions();
  }

  @Bean
  Members members(TaobaoShop shop) {
    return shop.members();
  }

  @Bean
  KeptFacts facts(TaobaoShop shop) {
    return shop.facts();
  }

  @Bean
  TaobaoPayouts payouts(TaobaoShop shop, Forgetting forgetting) {
    return shop.payouts().telling(forgetting::order);
  }

  @Bean
  Forgetting forgetting(TaobaoShop shop, Signals signals, Clock clock) {
    return new Forgetting(
        shop.products()::forget, shop.orders()::forget, shop.shipping()::forget, signals, clock);
  }

  @Bean
  PlatformRounds taobaoRounds(
      TopGateway gateway,
      TaobaoShop shop,
      Sessions sessions,
      Forgetting forgetting,
      ApplicationEventPublisher events,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Leases leases,
      Clock clock,
      TaobaoSettings settings) {
    var marks = new Marks(jdbc, transactions, leases);
    var changes =
        new Changes(
            gateway,
            shop.shelf(),
            shop.parcels(),
            forgetting,
            events::publishEvent,
            leases,
            marks,
            clock);
    return new PlatformRounds(sessions, changes, settings.every());
  }
}
