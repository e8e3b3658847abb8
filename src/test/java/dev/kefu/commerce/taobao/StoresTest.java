package dev.kefu.commerce.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.commerce.ShopContract;
import dev.kefu.commerce.TurnedClock;
import dev.kefu.commerce.line.SealedSecrets;
import dev.kefu.commerce.taobao.PayoutNotes.Note;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is stored for a shop on the platform, in the database that is served.
class StoresTest {

  private static final String NAME = "a-name";
  private static final String ORIGIN = "as it was set";

  private TestDatabase database;
  private TurnedClock clock;

  @BeforeEach
  void open(@TempDir Path temp) {
    database = TestDatabase.create(temp);
    clock = new TurnedClock(ShopContract.NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aSecretIsOpenedByItsKeyAndItsNameAlone() {
    var secrets = TaobaoFixture.secrets(database, clock);

    assertThat(secrets.seal(NAME, ORIGIN, "密 secret", () -> true)).isTrue();
    assertThat(secrets.open(NAME, ORIGIN)).contains("密 secret");
    assertThat(secrets.seal(NAME, ORIGIN, "another", () -> false)).isFalse();
    assertThat(secrets.open(NAME, ORIGIN)).contains("密 secret");
    assertThat(secrets.open(NAME, "set anew")).isEmpty();
    var first = sealed();
    assertThat(secrets.seal(NAME, ORIGIN, "密 secret", () -> true)).isTrue();
    assertThat(sealed()).isNotEqualTo(first).doesNotContain("secret");

    database
        .transactions()
        .executeWithoutResult(
            _ -> database.writer().sql("update sealed_secret set name = 'other-name'").update());
    assertThatThrownBy(() -> secrets.open("other-name", ORIGIN))
        .isInstanceOf(SealedSecrets.Unopened.class);
  }

  @Test
  void whatWasChangedByADigitIsNotOpened() {
    var secrets = TaobaoFixture.secrets(database, clock);
    assertThat(secrets.seal(NAME, ORIGIN, "secret", () -> true)).isTrue();
    var before = sealed();
    var after = (before.charAt(0) == 'A' ? 'B' : 'A') + before.substring(1);
    for (var wrong : new String[] {after, "", "not base64!", "AAAA"}) {
      database
          .transactions()
          .executeWithoutResult(_ ->
              database
                  .writer()
                  .sql("update sealed_secret set sealed = :wrong")
                  .param("wrong", wrong)
                  .update());

      assertThatThrownBy(() -> secrets.open(NAME, ORIGIN))
          .isInstanceOf(SealedSecrets.Unopened.class);
    }
  }

  private String sealed() {
    return database.reader().sql("select sealed from sealed_secret").query(String.class).single();
  }

  @Test
  void aRefundIsNotedForOnePayoutUntilThatIsRefused() {
    var notes = new PayoutNotes(database.writer(), database.transactions(), clock);
    var note = new Note("case_1", "4250", "900", 1_500);

    assertThat(notes.write(note)).isTrue();
    assertThat(notes.write(new Note("case_2", "4250", "900", 1_500))).isFalse();
    assertThat(notes.find("case_1")).contains(note);
    assertThat(notes.find("case_2")).isEmpty();
    notes.erase("case_1");
    assertThat(notes.write(new Note("case_2", "4250", "900", 1_500))).isTrue();
  }

  @Test
  void aMarkIsMovedOnlyByWhoHoldsTheLease() {
    var leases = TaobaoFixture.leases(database, clock);
    var marks = new Marks(database.writer(), database.transactions(), leases);
    var first = leases.take("a-lease", Duration.ofMinutes(1)).orElseThrow();

    assertThat(marks.read()).isEmpty();
    marks.move(ShopContract.NOW, first);
    assertThat(marks.read()).contains(ShopContract.NOW);
    clock.turn(Duration.ofMinutes(2));
    assertThat(TaobaoFixture.leases(database, clock).take("a-lease", Duration.ofMinutes(1)))
        .isPresent();
    marks.move(clock.instant(), first);
    assertThat(marks.read()).contains(ShopContract.NOW);
  }
}
