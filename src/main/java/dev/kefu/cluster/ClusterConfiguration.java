package dev.kefu.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/// One node by itself, or several on one Redis.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisSettings.class)
class ClusterConfiguration {

  private static final String URL = "kefu.redis.url";

  static final class HasRedis implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return StringUtils.hasText(context.getEnvironment().getProperty(URL));
    }
  }

  static final class HasNoRedis implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !StringUtils.hasText(context.getEnvironment().getProperty(URL));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Conditional(HasNoRedis.class)
  static class Alone {

    @Bean
    Signals signals() {
      return new LocalSignals();
    }

    @Bean
    Beats beats() {
      return new LocalBeats();
    }

    @Bean
    Allowances allowances() {
      return new LocalAllowances();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Conditional(HasRedis.class)
  static class Several {

    /// Ended by the bus.
    @Bean(destroyMethod = "")
    RedisLink redisLink(RedisSettings settings) {
      return new RedisLink(settings);
    }

    @Bean
    BusKey busKey(JdbcClient jdbc) {
      return new StoredBusKey(jdbc);
    }

    @Bean
    Seal seal(BusKey key) {
      return new Seal(key);
    }

    @Bean
    RedisSignals signals(RedisLink link, BusKey key, Seal seal, Clock clock, MeterRegistry meters) {
      return new RedisSignals(link, key, seal, clock, meters);
    }

    @Bean
    RedisBeats beats(RedisLink link, Seal seal, RedisSignals signals) {
      return new RedisBeats(link, seal, signals, signals.node().toString());
    }

    @Bean
    RedisAllowances allowances(RedisLink link, Seal seal, RedisSignals signals, RedisBeats beats) {
      return new RedisAllowances(link, seal, signals, beats::nodes);
    }
  }
}
