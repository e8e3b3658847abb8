package dev.kefu.commerce.http;

import dev.kefu.base.StartRefused;
import dev.kefu.cluster.Signals;
import dev.kefu.commerce.FactsByDoors;
import dev.kefu.commerce.line.Forgetting;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.KeptFacts;
import dev.kefu.commerce.line.KeptFacts.Last;
import dev.kefu.commerce.line.LineLimits;
import dev.kefu.commerce.line.Moments;
import dev.kefu.commerce.line.Patience;
import dev.kefu.commerce.line.ShopLine;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The doors of a shop outside, when that is the one we serve.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "kefu.shop.connector", havingValue = "http")
@EnableConfigurationProperties(ShopSettings.class)
class HttpConfiguration {

  @Bean
  ShopApi shopApi(ShopSettings settings) {
    var file = settings.file();
    if (file == null) {
      throw new StartRefused(
          "kefu.shop.connector is http, but no file describes the shop.",
          "Name it with --kefu.shop.file=PATH; docs/connectors.md tells what stands in it.");
    }
    try {
      return ShopFile.read(
          ContentFile.read(file.toString(), file),
          name -> Optional.ofNullable(settings.secrets().get(name)).map(String::strip));
    } catch (ContentError e) {
      throw new StartRefused(
          String.valueOf(e.getMessage()),
          "Correct the file that kefu.shop.file names; docs/connectors.md tells what stands in it.");
    }
  }

  @Bean
  LineLimits lineLimits(ShopApi api) {
    return LineLimits.USUAL.withConcurrent(api.concurrent());
  }

  @Bean
  ShopLine shopLine(ShopApi api, LineLimits limits) {
    return new ShopLine(api.target(), limits);
  }

  @Bean
  Surroundings surroundings(Clock clock, LineLimits limits) {
    return new Surroundings(clock, new Moments(), new Patience(limits));
  }

  @Bean
  Asker asker(ShopApi api, ShopLine line, ShopProfile profile) {
    return new Asker(api, line, profile);
  }

  @Bean
  HttpProducts products(Asker asker, Surroundings around) {
    return new HttpProducts(asker, around);
  }

  @Bean
  HttpOrders orders(Asker asker, ShopProfile profile, Surroundings around) {
    return new HttpOrders(asker, profile, around);
  }

  @Bean
  HttpShipping shipping(Asker asker, ShopProfile profile, Surroundings around) {
    return new HttpShipping(asker, profile, around);
  }

  @Bean
  Forgetting forgetting(
      HttpProducts products,
      HttpOrders orders,
      HttpShipping shipping,
      Signals signals,
      Clock clock) {
    return new Forgetting(products::forget, orders::forget, shipping::forget, signals, clock);
  }

  @Bean
  HttpPromotions promotions(Asker asker, HttpProducts products, Surroundings around) {
    return new HttpPromotions(asker, products, around);
  }

  @Bean
  HttpMembers members(Asker asker, ShopLine line, Surroundings around) {
    return new HttpMembers(asker, line, around);
  }

  @Bean
  KeptFacts facts(
      HttpProducts products,
      HttpOrders orders,
      HttpShipping shipping,
      HttpPromotions promotions,
      HttpMembers members,
      ShopProfile profile,
      Surroundings around,
      ShopApi api) {
    var doors =
        new FactsByDoors(
            products, orders, shipping, promotions, members, profile, around.clock(), api.source());
    var last = new Last(products::last, orders::last, shipping::last, members::last);
    return new KeptFacts(doors, last, around);
  }

  @Bean
  HttpPayouts payouts(Asker asker, Forgetting forgetting) {
    return new HttpPayouts(asker, forgetting);
  }
}
