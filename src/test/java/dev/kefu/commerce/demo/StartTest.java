package dev.kefu.commerce.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.KefuApplication;
import dev.kefu.base.StartRefused;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;

/// What somebody sees who starts the program with content it cannot take.
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

  @TempDir Path temp;

  @Test
  void aBrokenFileIsToldWithItsLineAndNothingElse(CapturedOutput output) {
    var folder = SmallShop.in(temp.resolve("knowledge-base"));
    folder.replace("demo-shop/orders.csv", "lilei,unpaid", "lilei,lost");

    refused("knowledge-base/demo-shop/orders.csv:4: state: 'lost' is none of", folder.folder());

    assertThat(output)
        .contains("knowledge-base/demo-shop/orders.csv:4: state: 'lost' is none of")
        .contains("Nothing was imported.")
        .doesNotContain("\tat ");
    try (var database = TestDatabase.create(temp.resolve("data"))) {
      for (var table : new String[] {"content_import", "demo_product", "validity_window"}) {
        var rows = database.reader().sql("select count(*) from " + table).query(Integer.class);
        assertThat(rows.single()).isZero();
      }
    }
  }

  @Test
  void aFolderThatIsNotThereIsTold(CapturedOutput output) {
    refused("The knowledge folder", temp.resolve("nowhere"));

    assertThat(output)
        .contains("nowhere does not exist")
        .contains("--kefu.knowledge-base=PATH")
        .doesNotContain("\tat ");
  }

  private void refused(String message, Path folder) {
    assertThatThrownBy(() ->
            SpringApplication.run(
                KefuApplication.class,
                "--server.port=0",
                "--kefu.data-dir=" + temp.resolve("data"),
                "--kefu.knowledge-base=" + folder))
        .satisfies(e ->
            assertThat(NestedExceptionUtils.getMostSpecificCause(e))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith(message));
  }
}
