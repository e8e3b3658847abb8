package dev.kefu.commerce;

import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// What everybody asks about shipping: the connector, under the shop's own terms.
@Configuration(proxyBeanMethods = false)
class ShippingConfiguration {

  /// @param connectors exactly one is there: [ConnectorChoice]
  @Bean
  @Primary
  Shipping termedShipping(
      List<Shipping> connectors,
      ObjectProvider<ShippingTerms> terms,
      ShopProfile profile,
      Clock clock) {
    ShippingTerms written =
        province -> terms.stream().flatMap(t -> t.of(province).stream()).toList();
    return new TermedShipping(connectors.getFirst(), written, profile, clock);
  }
}
