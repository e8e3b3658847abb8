package dev.kefu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredBusKeyTest {

  @Test
  void theNodesOfOneDatabaseShareASecret(@TempDir Path folder, @TempDir Path other) {
    try (var database = TestDatabase.create(folder);
        var foreign = TestDatabase.create(other)) {
      var first = new StoredBusKey(database.writer()).key().getEncoded();
      var second = new StoredBusKey(database.writer()).key().getEncoded();

      assertThat(first).hasSize(32).isEqualTo(second);
      assertThat(new StoredBusKey(foreign.writer()).key().getEncoded()).isNotEqualTo(first);
    }
  }
}
