package dev.kefu.knowledge;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.kefu.base.Folding;
import dev.kefu.base.Stage;
import dev.kefu.content.ContentFolder;
import dev.kefu.knowledge.ArticleVersion.Action;
import dev.kefu.knowledge.ArticleVersion.Author;
import dev.kefu.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.search.IndexSearcher;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A knowledge of any size, for measuring: the articles of the tests again and again, each time for
/// a thing of another name. Their vectors are generated, those of the wordings they are made of
/// with noise added: computing a hundred thousand takes minutes, and how long a search takes does
/// not depend on what is said.
public final class ManyArticles {

  private static final Path FILES = Path.of("src/test/resources/dev/kefu/knowledge");
  private static final Author NOBODY = new Author("bench", "bench");
  private static final long SEED = 1;
  private static final int WORDINGS = 4;
  private static final int TOGETHER = 100;
  private static final Duration QUIET = Duration.ofSeconds(30);

  /// Length of the noise beside a vector of length 1: alike to .86, as one question about two
  /// things is.
  private static final double NOISE = 0.6;

  private static final String NAME = "云山水月星河松竹兰菊梅桃杏枫柏棠琴棋书画诗酒花茶春夏秋冬晨暮晴雨雪霜露风霞虹青蓝紫绛素锦绣罗纱绫缎玉珠翠金银铜";

  private final ApplicationContext context;
  private final Map<Sentence, float[]> known = new HashMap<>();
  private final Random random;

  private ManyArticles(ApplicationContext context, long seed) {
    this.context = context;
    this.random = new Random(seed);
  }

  /// Messages of shoppers that the articles answer, and some that none does.
  public static List<String> questions() {
    return QuestionSet.read(ContentFolder.at(FILES)).files().values().stream()
        .flatMap(List::stream)
        .map(QuestionSet.Message::text)
        .toList();
  }

  /// Puts articles of so many rows into the database, unless there are as many. The index follows.
  public static void fill(ApplicationContext context, int rows) {
    var there =
        context
            .getBean(JdbcClient.class)
            .sql("select count(*) from article where id like 'kb_many_%'")
            .query(Long.class)
            .single();
    var wanted = rows / (WORDINGS + 1);
    if (there < wanted) {
      new ManyArticles(context, SEED).fill(there.intValue(), wanted);
    }
    caughtUp(context);
    putTogether(context);
  }

  /// The pieces of the index: in a quiet hour there are few, as there are on a server.
  public static int pieces(ApplicationContext context) {
    return index(context).read(searcher -> searcher.getIndexReader().leaves().size());
  }

  private static void putTogether(ApplicationContext context) {
    var last = new int[] {0};
    await()
        .pollInterval(QUIET)
        .atMost(Duration.ofMinutes(6))
        .until(() -> {
          int before = last[0];
          last[0] = pieces(context);
          return before == last[0];
        });
  }

  /// What going through the graph loses.
  ///
  /// @param rows the share of the closest rows by comparing all that it names, too
  /// @param articles the share of questions whose rows vote for the same first three articles
  public record Agreement(double rows, double articles) {}

  public static Agreement agreement(ApplicationContext context, List<String> questions) {
    var index = index(context);
    var embedder = context.getBean(Embedder.class);
    double rows = 0;
    double articles = 0;
    for (var text : questions) {
      var question = new Question(text, Stage.PRE_SALE, null, null, Instant.now(), 3);
      var vector = embedder.embed(new Sentence(Folding.fold(text), Language.CHINESE));
      var agreement =
          index.read(searcher -> {
            var state = index.state(searcher);
            var allowed = state.allowed(searcher, question, List.of());
            var field = Language.CHINESE.field();
            var graph = Candidates.byGraph(searcher, allowed, field, vector);
            var all = Candidates.byComparing(searcher, allowed, field, vector);
            return new Agreement(
                (double) all.stream().filter(new HashSet<>(graph)::contains).count() / all.size(),
                first(searcher, state, graph, vector).equals(first(searcher, state, all, vector))
                    ? 1
                    : 0);
          });
      rows += agreement.rows() / questions.size();
      articles += agreement.articles() / questions.size();
    }
    return new Agreement(rows, articles);
  }

  private static List<Integer> first(
      IndexSearcher searcher, IndexState state, List<Integer> rows, float[] vector)
      throws IOException {
    var centre = requireNonNull(state.centres().get(Language.CHINESE));
    return new Votes(searcher, state.map(), Language.CHINESE, vector, centre)
        .of(rows).stream()
            .sorted(Comparator.comparingDouble(Votes.Vote::mean).reversed())
            .limit(3)
            .map(Votes.Vote::article)
            .toList();
  }

  /// How many rows are found.
  public static int rows(ApplicationContext context) {
    return index(context).read(searcher -> searcher.getIndexReader().numDocs());
  }

  /// Makes the index anew from what is in the database.
  public static Duration rebuild(ApplicationContext context) throws IOException {
    var follower = context.getBean(IndexFollower.class);
    follower.stop();
    var folder = context.getBean(DataFolder.class).resolve("index");
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    var began = System.nanoTime();
    follower.start();
    var wanted = context.getBean(Changes.class).last();
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofMinutes(10))
        .until(() -> index(context).change() == wanted);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// Writes an article and publishes it.
  ///
  /// @return from the command to publish until a search finds it
  public static Duration publish(ApplicationContext context, String question) {
    var fields = Samples.article(question, "有的，下单备注就可以。").similar("请问" + question + "啊").fields();
    var article = context.getBean(Articles.class).create(null, fields, NOBODY, null);
    var read = List.of(new Publishing.Read(article.id(), article.version()));
    var began = System.nanoTime();
    context.getBean(Publishing.class).publish(read, NOBODY, null);
    await()
        .pollInterval(Duration.ofMillis(1))
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofMinutes(1))
        .until(() -> finds(context, question, article.id()));
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static boolean finds(ApplicationContext context, String question, String article) {
    var asked = new Question(question, null, null, null, Instant.now(), 3);
    return context.getBean(Knowledge.class).search(asked).stream()
        .anyMatch(hit -> hit.article().equals(article));
  }

  private static void caughtUp(ApplicationContext context) {
    var wanted = context.getBean(Changes.class).last();
    await().atMost(Duration.ofMinutes(10)).until(() -> index(context).change() == wanted);
  }

  private static ArticleIndex index(ApplicationContext context) {
    return requireNonNull(context.getBean(IndexFollower.class).index());
  }

  private void fill(int from, int to) {
    var bases = QuestionSet.read(ContentFolder.at(FILES)).articles();
    var embedder = context.getBean(Embedder.class);
    bases.forEach(base ->
        Rows.sentences(shortened(base.fields(), ""))
            .forEach(s -> known.computeIfAbsent(s, embedder::embed)));
    var transactions = context.getBean(TransactionTemplate.class);
    for (int at = from; at < to; at += TOGETHER) {
      int first = at;
      int last = Math.min(to, at + TOGETHER);
      transactions.executeWithoutResult(_ -> fill(bases, first, last));
    }
  }

  private void fill(List<Published> bases, int from, int to) {
    var items = new ArrayList<Releases.Item>();
    var now = Instant.now();
    for (int i = from; i < to; i++) {
      var base = bases.get(i % bases.size()).fields();
      var fields = shortened(base, name(i));
      var sentences = Rows.sentences(fields);
      var own = Rows.sentences(shortened(base, ""));
      for (int row = 0; row < sentences.size(); row++) {
        keep(sentences.get(row), noisy(requireNonNull(known.get(own.get(row)))));
      }
      var article = Article.published("kb_many_" + i, fields, now, NOBODY.name());
      context.getBean(ArticleStore.class).store(article, Action.IMPORTED, NOBODY, null);
      items.add(new Releases.Item(article.id(), null, 1L));
    }
    context.getBean(Releases.class).record(Releases.Kind.IMPORTED, items, NOBODY, now, null, null);
  }

  private void keep(Sentence sentence, float[] vector) {
    context
        .getBean(JdbcClient.class)
        .sql(
            """
            insert into embedding (text_key, vector) values (:key, :vector)
            on conflict (text_key) do nothing
            """)
        .param("key", Embeddings.key(sentence))
        .param("vector", Embeddings.bytes(vector))
        .update();
  }

  private float[] noisy(float[] vector) {
    var noisy = new float[vector.length];
    double length = 0;
    for (int i = 0; i < vector.length; i++) {
      noisy[i] = (float) (vector[i] + NOISE * random.nextGaussian() / Math.sqrt(vector.length));
      length += (double) noisy[i] * noisy[i];
    }
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] /= (float) Math.sqrt(length);
    }
    return noisy;
  }

  private static String name(int number) {
    var name = new StringBuilder();
    for (int left = number + 1; left > 0; left /= NAME.length()) {
      name.append(NAME.charAt(left % NAME.length()));
    }
    return name + "款";
  }

  /// As many wordings of an article each time, all of them about a thing of that name.
  private static ArticleFields shortened(ArticleFields fields, String name) {
    var similar = fields.similar().stream().distinct().limit(WORDINGS - 1).map(s -> name + s);
    return new ArticleFields(
        name + fields.question(),
        similar.toList(),
        List.of(),
        fields.answer(),
        fields.category(),
        fields.stage(),
        List.of(),
        Risk.LOW,
        null,
        null,
        null,
        null,
        List.of(),
        false,
        null,
        List.of(),
        List.of());
  }
}
