package dev.kefu.assist;

import static org.awaitility.Awaitility.await;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.conversation.ConversationId;
import dev.kefu.knowledge.Knowledge;
import dev.kefu.knowledge.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What learning from one half of real messages does for the other half. The command is in
/// `docs/benchmarks.md`; `-Dlessons.faq` and `-Dlessons.messages` are files as [GapBenchmark]
/// takes.
///
/// Not part of the gate: its name does not end in Test.
@EnabledIfSystemProperty(named = "lessons.faq", matches = ".+")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LessonBenchmark {

  private static final Staff EDITOR =
      new Staff(new StaffId("usr_editor"), "editor", "小周", Set.of(Role.EDITOR), null);
  private static final int AGENTS = 2;
  private static final int SHOWN = 3;

  @TempDir static Path temp;

  @Autowired Knowledge knowledge;
  @Autowired Lessons lessons;
  @Autowired Clock clock;

  @Autowired
  @Qualifier("knowledgeIndexHealthIndicator")
  HealthIndicator index;

  private record Message(String text, List<String> articles) {}

  private record Figures(double first, double amongThree) {}

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry properties) throws IOException {
    var folder = Files.createDirectories(temp.resolve("kb"));
    var faq = System.getProperty("lessons.faq");
    if (faq != null) {
      GapBenchmark.write(folder, Path.of(faq), Set.of());
    }
    properties.add("kefu.knowledge-base", folder::toString);
    properties.add("kefu.data-dir", temp.resolve("data")::toString);
  }

  @Test
  void learnFromOneHalfAndAskTheOther() throws IOException {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Status.UP.equals(Objects.requireNonNull(index.health()).getStatus()));
    var all = answerable();
    for (int half = 0; half < 2; half++) {
      var taught = new ArrayList<Message>();
      var asked = new ArrayList<Message>();
      for (int i = 0; i < all.size(); i++) {
        (i % 2 == half ? taught : asked).add(all.get(i));
      }
      var before = figures(asked);
      taught.forEach(this::teach);
      while (lessons.anyNew()) {
        lessons.conclude(() -> true);
      }
      var after = figures(asked);
      var same = figures(taught);
      taught.forEach(this::forget);
      tell(half, asked.size(), before, after, same, figures(asked));
    }
  }

  private static List<Message> answerable() throws IOException {
    return Files.readAllLines(Path.of(System.getProperty("lessons.messages"))).stream()
        .map(line -> line.split("\t", -1))
        .filter(cells -> !cells[2].isEmpty())
        .map(cells ->
            new Message(
                cells[1],
                List.of(cells[2].split(",", -1)).stream()
                    .map(id -> "kb_" + id.toLowerCase(Locale.ROOT))
                    .toList()))
        .toList();
  }

  /// Two agents send the right article for it, as it is.
  private void teach(Message message) {
    for (int agent = 0; agent < AGENTS; agent++) {
      var round = new ConversationId("cnv_" + message.text().hashCode() + "_" + agent);
      var lesson =
          new Lesson(
              round,
              1,
              message.articles().getFirst(),
              message.text(),
              Lesson.Outcome.AS_IS,
              "usr_" + agent,
              clock.instant());
      lessons.learn(round, 1, 1, List.of(lesson), () -> true);
    }
  }

  private void forget(Message message) {
    lessons.undo(EDITOR, message.articles().getFirst(), message.text());
  }

  private Figures figures(List<Message> messages) {
    int first = 0;
    int three = 0;
    for (var message : messages) {
      var question =
          new Question(message.text(), null, null, null, clock.instant(), Lessons.LOOKED_AT);
      var hits = lessons.applied(message.text(), knowledge.search(question));
      for (int i = 0; i < Math.min(SHOWN, hits.size()); i++) {
        if (message.articles().contains(hits.get(i).article())) {
          first += i == 0 ? 1 : 0;
          three++;
          break;
        }
      }
    }
    return new Figures((double) first / messages.size(), (double) three / messages.size());
  }

  private static void tell(
      int half, int asked, Figures before, Figures after, Figures same, Figures undone) {
    System.out.printf(
        "half %d, %d messages: before first %.3f among three %.3f; learned from the other half %.3f %.3f; the taught ones themselves %.3f %.3f; undone %.3f %.3f%n",
        half,
        asked,
        before.first(),
        before.amongThree(),
        after.first(),
        after.amongThree(),
        same.first(),
        same.amongThree(),
        undone.first(),
        undone.amongThree());
  }
}
