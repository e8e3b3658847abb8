package dev.kefu.cluster;

import static dev.kefu.cluster.TestNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.storage.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClusterConfigurationTest {

  private final ApplicationContextRunner program =
      new ApplicationContextRunner()
          .withUserConfiguration(ClusterConfiguration.class)
          .withBean(Clock.class, Clock::systemUTC)
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

  @Test
  void withoutARedisThereIsOneNode() {
    program.run(context -> {
      assertThat(context).hasSingleBean(Signals.class).hasSingleBean(Beats.class);
      assertThat(context.getBean(Signals.class)).isInstanceOf(LocalSignals.class);
    });
  }

  @Test
  void withARedisTheNodeTakesPart(@TempDir Path folder) throws IOException {
    try (var redis = RedisServer.started();
        var database = TestDatabase.create(folder)) {
      program
          .withBean(JdbcClient.class, database::writer)
          .withPropertyValues("kefu.redis.url=" + redis.url())
          .run(context -> {
            assertThat(context).hasSingleBean(Signals.class).hasSingleBean(Beats.class);
            await().atMost(SOON).until(() -> context.getBean(Signals.class).healthy());
          });
    }
  }
}
