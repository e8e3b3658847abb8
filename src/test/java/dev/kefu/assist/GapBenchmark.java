package dev.kefu.assist;

import static org.awaitility.Awaitility.await;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.Conversations;
import dev.kefu.rulebook.TestReplies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Plants questions that no article answers into thousands of conversations with the whole program,
/// and counts how many surface on the first page of the gaps. `docs/benchmarks.md` has the command.
///
/// `-Dgaps.faq`: a line an article: id, category, question, similar wordings split by `|`, answer.
/// The articles with the most wordings are planted: left out of the knowledge. `-Dgaps.messages`:
/// files split by `,`, a line a message: id, text, ids of the articles that answer it, empty for
/// none. `-Dgaps.others`: gzipped lines of questions that have nothing to do with the shop.
/// `-Dgaps.seed`, `-Dgaps.conversations`, `-Dgaps.noise`; `-Dgaps.copied`: how many of a hundred
/// answers that no card gave are copied from somewhere, the same each time.
///
/// Not part of the gate: its name does not end in Test.
@EnabledIfSystemProperty(named = "gaps.faq", matches = ".+")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GapBenchmark {

  private static final int PLANTS = 50;
  private static final int WORDINGS = 10;
  private static final int PAGE = 60;
  private static final long SEED = Long.getLong("gaps.seed", 1);
  private static final int CONVERSATIONS = Integer.getInteger("gaps.conversations", 5_000);
  private static final int NOISE = Integer.getInteger("gaps.noise", 300);
  private static final int COPIED = Integer.getInteger("gaps.copied", 50);
  private static final int PERCENT = 100;

  /// 0 or 1 for one half of the planted questions only, -1 for all.
  private static final int HALF = Integer.getInteger("gaps.half", -1);

  private static final String NONE = "";
  private static final Staff AGENT =
      new Staff(new StaffId("usr_lin"), "lin", "小林", Set.of(Role.AGENT), "pre_sale");

  @TempDir static Path temp;

  private static final Map<String, List<String>> WORDINGS_OF = new LinkedHashMap<>();
  private static final Map<String, String> ANSWERS = new HashMap<>();
  private static final List<String> UNANSWERABLE = new ArrayList<>();
  private static List<String> planted = List.of();

  @Autowired Conversations conversations;
  @Autowired Suggester suggester;
  @Autowired Suggestions suggestions;
  @Autowired Harvest harvest;
  @Autowired GapList list;
  @Autowired GapRows rows;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;

  @Autowired
  @Qualifier("knowledgeIndexHealthIndicator")
  HealthIndicator index;

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry properties) throws IOException {
    var folder = Files.createDirectories(temp.resolve("kb"));
    if (System.getProperty("gaps.faq") != null) {
      read();
      write(folder, Path.of(System.getProperty("gaps.faq")), Set.copyOf(planted));
    }
    properties.add("kefu.knowledge-base", folder::toString);
    properties.add("kefu.data-dir", temp.resolve("data")::toString);
    properties.add("kefu.assist.burst-wait", () -> "1h");
    properties.add("kefu.assist.burst-max", () -> "1h");
    properties.add("kefu.assist.harvest.every", () -> "1h");
    properties.add("kefu.assist.harvest.settle", () -> "0s");
  }

  private static void read() throws IOException {
    for (var line : Files.readAllLines(Path.of(System.getProperty("gaps.faq")))) {
      var cells = line.split("\t", -1);
      var wordings = new LinkedHashSet<String>();
      wordings.add(cells[2]);
      Collections.addAll(wordings, cells[3].split("\\|"));
      WORDINGS_OF.put(cells[0], new ArrayList<>(wordings));
      ANSWERS.put(cells[0], cells[4]);
    }
    for (var file : System.getProperty("gaps.messages").split(",", -1)) {
      for (var line : Files.readAllLines(Path.of(file))) {
        var cells = line.split("\t", -1);
        if (cells[2].isEmpty()) {
          UNANSWERABLE.add(cells[1]);
        } else {
          Objects.requireNonNull(WORDINGS_OF.get(cells[2].split(",", -1)[0])).add(cells[1]);
        }
      }
    }
    planted =
        WORDINGS_OF.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<String, List<String>>>comparingInt(
                    each -> -each.getValue().size()))
            .limit(PLANTS)
            .map(Map.Entry::getKey)
            .toList();
  }

  /// Makes a content folder of the articles but those left out.
  static void write(Path folder, Path faq, Set<String> leftOut) throws IOException {
    Files.createDirectories(folder.resolve("faq"));
    for (var line : Files.readAllLines(faq)) {
      var cells = line.split("\t", -1);
      if (!leftOut.contains(cells[0])) {
        Files.writeString(
            folder.resolve("faq/" + cells[0] + ".md"),
            """
            ---
            id: kb_%s
            question: "%s"
            similar: [%s]
            category: 常见
            stage: any
            risk: low
            status: published
            ---
            %s
            """
                .formatted(
                    cells[0].toLowerCase(Locale.ROOT),
                    cells[2],
                    cells[3].replace("|", ", "),
                    cells[4]));
      }
    }
  }

  private record Ask(String text, String article) {}

  @Test
  void plantAndCount() throws IOException {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Status.UP.equals(Objects.requireNonNull(index.health()).getStatus()));
    var owners = new HashMap<String, String>();
    int made = 0;
    var random = new Random(SEED);
    var asks = new ArrayList<Ask>();
    for (var article : planted.stream().filter(GapBenchmark::asked).toList()) {
      var wordings = new ArrayList<>(Objects.requireNonNull(WORDINGS_OF.get(article)));
      Collections.shuffle(wordings, random);
      for (int i = 0; i < WORDINGS; i++) {
        made += i < wordings.size() ? 0 : 1;
        var own = wordings.get(i % wordings.size());
        var text = i < wordings.size() ? own : i % 2 == 0 ? "亲 " + own : own + " 谢谢";
        owners.put(text, article);
        asks.add(new Ask(text, article));
      }
    }
    UNANSWERABLE.forEach(text -> asks.add(new Ask(text, NONE)));
    others(random).forEach(text -> asks.add(new Ask(text, NONE)));
    var known = WORDINGS_OF.keySet().stream().filter(each -> !planted.contains(each)).toList();
    while (asks.size() < CONVERSATIONS) {
      var article = known.get(random.nextInt(known.size()));
      // the article's own wordings: what the knowledge answers
      var wordings = Objects.requireNonNull(WORDINGS_OF.get(article));
      asks.add(new Ask(wordings.get(random.nextInt(Math.min(3, wordings.size()))), article));
    }
    Collections.shuffle(asks, random);
    int number = 0;
    for (var ask : asks) {
      play(ask, number++);
    }
    while (harvest.lookThrough()) {
      // until nothing is due
    }
    tell(owners, made);
  }

  /// Every second of the planted ones, when only a half is asked for.
  private static boolean asked(String article) {
    return HALF < 0 || planted.indexOf(article) % 2 == HALF;
  }

  private static List<String> others(Random random) throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(Path.of(System.getProperty("gaps.others")))),
                StandardCharsets.UTF_8))) {
      // one wallet's credit line makes up most of the file: it would be one gap of its own
      var all =
          new ArrayList<>(
              reader
                  .lines()
                  .filter(text -> !text.matches(".*(?:[花借][呗贝吧]|蚂蚁|支付宝|网商|余额|还款).*"))
                  .toList());
      Collections.shuffle(all, random);
      return all.subList(0, NOISE);
    }
  }

  private void play(Ask ask, int number) {
    var shopper = new Shopper(new ShopperId("shp_" + number), "访客", null);
    var id = conversations.open(shopper, Stage.PRE_SALE, Context.NONE).id();
    conversations.hear(shopper, id, UUID.randomUUID().toString(), new Body.Text(ask.text()));
    suggester.again(id);
    conversations.change(
        id,
        change -> {
          change.assign(AGENT.id());
          return 0;
        });
    var card =
        suggestions.of(id).stream()
            .flatMap(set -> set.cards().stream())
            .filter(each -> each.article().id().equalsIgnoreCase("kb_" + ask.article()))
            .findFirst();
    var text = card.map(Card::text).orElseGet(() -> typed(ask, number));
    var stored =
        conversations.answer(
            AGENT, id, UUID.randomUUID().toString(), TestReplies.cleared(text), null);
    card.ifPresent(each -> suggestions.used(id, each.id(), stored.seq(), text));
  }

  /// Some agents have the right answer at hand and copy it; the others say something of their own.
  private static String typed(Ask ask, int number) {
    var right = ANSWERS.get(ask.article());
    return right != null && new Random(SEED * CONVERSATIONS + number).nextInt(PERCENT) < COPIED
        ? right
        : "亲，这个问题我问过同事了，按店里的规定办理就可以哦" + number % 7;
  }

  /// Where each planted question lies that is not on the page, and how many of its wordings are
  /// where.
  private void explain(Map<String, String> owners, Set<String> surfaced) {
    var rank = new HashMap<String, Integer>();
    list.list(
            new GapList.Filter(null, Gap.Status.OPEN, null, null, null, null),
            clock.instant(),
            0,
            CONVERSATIONS)
        .forEach(row -> rank.put(row.gap().id(), rank.size() + 1));
    var sizes = new HashMap<String, Integer>();
    var places = new HashMap<String, Map<String, Integer>>();
    jdbc.sql("select gap, text from gap_question")
        .query(row -> {
          sizes.merge(row.getString("gap"), 1, Integer::sum);
          places
              .computeIfAbsent(
                  owners.getOrDefault(row.getString("text"), NONE), _ -> new HashMap<>())
              .merge(row.getString("gap"), 1, Integer::sum);
        });
    for (var article : planted.stream().filter(GapBenchmark::asked).toList()) {
      if (!surfaced.contains(article)) {
        var own =
            places.getOrDefault(article, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(each ->
                    "%d of %d at %d"
                        .formatted(
                            each.getValue(), sizes.get(each.getKey()), rank.get(each.getKey())))
                .toList();
        System.out.println("missed " + article + ": " + own);
      }
    }
  }

  private void tell(Map<String, String> owners, int made) {
    var page = page();
    var surfaced = new HashMap<String, Integer>();
    int strange = 0;
    for (var row : page) {
      var own = new HashMap<String, Integer>();
      var texts = rows.texts(row.gap().id(), 1_000);
      texts.forEach(text -> own.merge(owners.getOrDefault(text, NONE), 1, Integer::sum));
      var most = Collections.max(own.entrySet(), Map.Entry.comparingByValue());
      if (most.getKey().equals(NONE) || most.getValue() * 2 < texts.size()) {
        strange++;
      } else {
        surfaced.merge(most.getKey(), most.getValue(), Math::max);
      }
    }
    System.out.printf(
        "planted %d (%d wordings made up), seed %d, %d conversations, %d of noise: first %d rows hold %d plants, %d with >= 3 wordings together, %d with >= 5; %d rows of others; %d gaps in all%n",
        PLANTS,
        made,
        SEED,
        CONVERSATIONS,
        NOISE + UNANSWERABLE.size(),
        page.size(),
        surfaced.size(),
        surfaced.values().stream().filter(n -> n >= 3).count(),
        surfaced.values().stream().filter(n -> n >= 5).count(),
        strange,
        list.count(Gap.Status.OPEN));
    explain(owners, surfaced.keySet());
  }

  private List<GapList.Counted> page() {
    return list.list(
        new GapList.Filter(null, Gap.Status.OPEN, null, null, null, null),
        clock.instant(),
        0,
        PAGE);
  }
}
