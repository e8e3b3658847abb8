package dev.kefu.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.StartRefused;
import dev.kefu.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstImportTest {

  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  @TempDir Path temp;
  TestDatabase database;
  Path folder;

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.create(temp.resolve("data"));
    folder = Files.createDirectory(temp.resolve("kb"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Nested
  class AShop {

    @Test
    void isReadBackAsItsFilesTellIt() throws IOException {
      write(
          "shop.yaml",
          """
          name: 云上生活馆
          hours: {from: "08:00", until: "23:00", zone: Asia/Shanghai}
          cutoff: "16:00"
          promise: {target_h: 20, limit_h: 40}
          departments:
            - {id: pre_sale, name: 售前组, stage: pre_sale}
          couriers:
            - {id: yto, name: 圆通速递}
            - {id: zto, name: 中通快递, default: true}
          """);
      write("windows.yaml", "- {name: winter_sale, title: 冬季暖心节, from: -P3D, until: P10D}\n");

      start();

      var shop = profile().shop();
      assertThat(shop.name()).isEqualTo("云上生活馆");
      assertThat(shop.cutoff()).isEqualTo(LocalTime.of(16, 0));
      assertThat(shop.promise().limit()).hasHours(40);
      assertThat(shop.departments()).hasSize(1);
      assertThat(shop.couriers()).extracting(Shop.Courier::id).containsExactly("yto", "zto");
      assertThat(shop.defaultCourier().orElseThrow().name()).isEqualTo("中通快递");
      var window = profile().windows().find("winter_sale").orElseThrow();
      assertThat(window.from()).isEqualTo("2026-11-20T04:00:00Z");
      assertThat(window.holds(window.from())).isTrue();
      assertThat(window.holds(window.until())).isFalse();
    }

    @Test
    void mayBeEmpty() {
      start();

      assertThat(profile().shop()).isEqualTo(Shop.UNTOLD);
      assertThat(profile().windows()).isEqualTo(Windows.NONE);
    }

    @Test
    void isImportedOnlyOnce() throws IOException {
      start();
      write("shop.yaml", "name: 后来的名字\n");

      start();

      assertThat(profile().shop()).isEqualTo(Shop.UNTOLD);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "shop.yaml; cutoff: \"16:00\"\\n; kb/shop.yaml:1: 'name' is missing",
          "shop.yaml; name: a\\ncutof: \"16:00\"\\n; kb/shop.yaml:2: unknown key 'cutof'",
          "shop.yaml; name: a\\ncutoff: \"25:00\"\\n; kb/shop.yaml:2: cutoff: a time of day",
          "shop.yaml; name: a\\npromise: {target_h: 24, limit_h: 12}\\n; kb/shop.yaml:2: promise.limit_h: a whole",
          "shop.yaml; name: a\\nhours: {from: \"08:00\", until: \"08:00\", zone: Asia/Shanghai}\\n; kb/shop.yaml:2: hours: 'from'",
          "shop.yaml; name: a\\nhours: {from: \"08:00\", until: \"09:00\", zone: Mars}\\n; kb/shop.yaml:2: hours.zone: 'Mars'",
          "shop.yaml; name: a\\ncouriers:\\n- {id: a, name: A}\\n- {id: a, name: B}\\n; kb/shop.yaml:4: couriers.id: 'a' stands twice",
          "shop.yaml; name: a\\ndepartments:\\n- {id: a, name: A, stage: x}\\n; kb/shop.yaml:3: departments.stage: 'x' is none",
          "windows.yaml; - {name: a, title: A, from: P3D, until: P1D}\\n; kb/windows.yaml:1: until: is not after",
          "windows.yaml; - {name: a, title: A, from: now, until: P1D}\\n; kb/windows.yaml:1: from: a time with",
          "windows.yaml; - {name: a, title: A, from: P1D, until: P2D}\\n- {name: a, title: B, from: P1D, until: P2D}\\n; kb/windows.yaml:2: name: 'a' stands twice",
        })
    void isRefusedWithFileAndLine(String file, String text, String message) throws IOException {
      write(file, text.replace("\\n", "\n"));

      assertThatThrownBy(FirstImportTest.this::start)
          .isInstanceOf(StartRefused.class)
          .hasMessageStartingWith(message);
      assertThat(rows("content_import")).isZero();
    }
  }

  @Nested
  class WhenSeveralRoomsImport {

    @Test
    void aMistakeInTheLastMeansNothingOfTheFirst() throws IOException {
      write("windows.yaml", "- {name: a, title: A, from: P1D, until: P2D}\n");

      assertThatThrownBy(() -> start(storesARow(), refuses()))
          .isInstanceOf(StartRefused.class)
          .hasMessage("kb/x.csv:7: is odd");

      assertNothingIsStored();
    }

    @Test
    void aFailureWhileStoringTakesEverythingBack() throws IOException {
      write("windows.yaml", "- {name: a, title: A, from: P1D, until: P2D}\n");

      assertThatThrownBy(() -> start(storesARow(), failsToStore()))
          .hasMessage("the disk went away");

      assertNothingIsStored();
    }

    @Test
    void theCorrectedFolderIsImportedAtTheNextStart() throws IOException {
      write("windows.yaml", "- {name: a, title: A, from: P1D, until: P2D}\n");
      assertThatThrownBy(() -> start(storesARow(), refuses())).isInstanceOf(StartRefused.class);

      start(storesARow());

      assertThat(rows("validity_window")).isEqualTo(1);
      assertThat(rows("store")).isEqualTo(1);
      assertThat(rows("content_import")).isEqualTo(1);
    }

    private void assertNothingIsStored() {
      assertThat(rows("validity_window")).isZero();
      assertThat(rows("store")).isZero();
      assertThat(rows("content_import")).isZero();
    }

    private ContentImport storesARow() {
      return content -> {
        assertThat(content.importedAt()).isEqualTo(NOW);
        return () ->
            database.writer().sql("insert into store (name, value) values ('a', 'b')").update();
      };
    }

    private ContentImport refuses() {
      return _ -> {
        throw new ContentError("kb/x.csv", 7, "is odd");
      };
    }

    private ContentImport failsToStore() {
      return _ ->
          () -> {
            throw new IllegalStateException("the disk went away");
          };
    }
  }

  @Test
  void aFolderThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> ContentFolder.at(temp.resolve("nowhere")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("nowhere does not exist");
  }

  private void start(ContentImport... rooms) {
    new FirstImport(
            ContentFolder.at(folder),
            List.of(rooms),
            new ShopTables(database.writer()),
            database.writer(),
            database.transactions(),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .run();
  }

  private ShopProfile profile() {
    return new ShopProfile(database.reader());
  }

  private int rows(String table) {
    return database.reader().sql("select count(*) from " + table).query(Integer.class).single();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
