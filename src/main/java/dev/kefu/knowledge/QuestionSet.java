package dev.kefu.knowledge;

import dev.kefu.base.Stage;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import dev.kefu.content.ContentFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Articles and shoppers' messages whose right articles are known, out of a folder, whose form
/// `docs/benchmarks.md` fixes, or out of a shop's database ([OwnShop]).
///
/// @param articles none when the folder leaves them to a neighbour
/// @param files the messages by the name of their file
/// @param halved whether those of a single file are told in two parts as well
record QuestionSet(
    String name, List<Published> articles, Map<String, List<Message>> files, boolean halved) {

  private static final String TSV = ".tsv";
  private static final String FAQ = "faq.tsv";
  private static final String CORPUS = "corpus.tsv";

  /// Beside the messages of a set that are no messages.
  private static final Set<String> OTHERS = Set.of(FAQ, CORPUS, "corpus_variants.tsv", "train.tsv");

  private static final Set<String> MOODS = Set.of("ok", "upset");

  /// One in so many messages is held out where a folder has them in one file.
  private static final int HELD_OUT = 3;

  /// A message of a shopper.
  ///
  /// @param articles those that answer it; empty when none does
  /// @param stage where the shopper stands; null when that is not known
  /// @param sku the product in focus; null for none
  record Message(
      String id, String text, Set<String> articles, @Nullable Stage stage, @Nullable String sku) {

    Message(String id, String text, Set<String> articles) {
      this(id, text, articles, null, null);
    }

    boolean answerable() {
      return !articles.isEmpty();
    }

    Message typed(UnaryOperator<String> typing) {
      return new Message(id, typing.apply(text), articles, stage, sku);
    }

    Question question(Instant at, int limit) {
      return new Question(text, stage, sku, null, at, limit);
    }
  }

  /// @throws ContentError when a file has not its form
  static QuestionSet read(ContentFolder folder) {
    var files = new LinkedHashMap<String, List<Message>>();
    for (var name : names(folder.path())) {
      folder
          .file(name)
          .filter(file -> !labelled(folder, file))
          .ifPresent(file -> files.put(name.replace(TSV, ""), messages(file)));
    }
    var last = folder.path().getFileName();
    return new QuestionSet(last == null ? "" : last.toString(), articles(folder), files, true);
  }

  /// Messages labelled with a kind, which have no articles.
  private static boolean labelled(ContentFolder folder, ContentFile file) {
    return folder.file("train.tsv").isPresent()
        || rows(file, 2).stream().allMatch(c -> MOODS.contains(c[1]));
  }

  private static List<String> names(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(TSV) && !OTHERS.contains(name))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isHeldOut(Message message) {
    var sum = new CRC32();
    sum.update(message.id().getBytes(StandardCharsets.UTF_8));
    return sum.getValue() % HELD_OUT == 0;
  }

  private static List<Message> messages(ContentFile file) {
    return rows(file, 2).stream()
        .map(c -> new Message(c[0], c[1], c.length < 3 ? Set.of() : ids(c[2])))
        .toList();
  }

  private static Set<String> ids(String column) {
    return column.isBlank() ? Set.of() : Set.copyOf(Arrays.asList(column.strip().split(",")));
  }

  private static List<Published> articles(ContentFolder folder) {
    var written = folder.files("faq", ".md");
    if (!written.isEmpty()) {
      return written.stream()
          .map(file -> ArticleFile.read(file, Instant.EPOCH))
          .map(article -> new Published(article.id(), 1, article.fields()))
          .toList();
    }
    return folder
        .file(FAQ)
        .map(QuestionSet::faq)
        .or(() -> folder.file(CORPUS).map(QuestionSet::corpus))
        .orElse(List.of());
  }

  /// The articles of a folder that has an FAQ, for its neighbours.
  static List<Published> faq(ContentFolder folder) {
    return folder.file(FAQ).map(QuestionSet::faq).orElse(List.of());
  }

  private static List<Published> faq(ContentFile file) {
    return rows(file, 5).stream()
        .map(
            c -> article(c[0], c[2], c[3].isEmpty() ? List.of() : List.of(c[3].split("\\|")), c[4]))
        .toList();
  }

  /// The first text of an article is its question.
  private static List<Published> corpus(ContentFile file) {
    var texts = new LinkedHashMap<String, List<String>>();
    var answers = new LinkedHashMap<String, String>();
    for (var row : rows(file, 3)) {
      texts.computeIfAbsent(row[1], _ -> new ArrayList<>()).add(row[2]);
      answers.putIfAbsent(row[1], row.length < 4 ? "" : row[3]);
    }
    return texts.entrySet().stream()
        .map(e -> {
          var all = e.getValue();
          return article(
              e.getKey(),
              all.getFirst(),
              all.subList(1, all.size()),
              answers.getOrDefault(e.getKey(), ""));
        })
        .toList();
  }

  private static Published article(
      String id, String question, List<String> similar, String answer) {
    var blank = ArticleFields.blank();
    var fields =
        new ArticleFields(
            question,
            similar,
            List.of(),
            answer,
            blank.category(),
            blank.stage(),
            List.of(),
            blank.risk(),
            null,
            null,
            null,
            null,
            List.of(),
            false,
            null);
    return new Published(id, 1, fields);
  }

  private static List<String[]> rows(ContentFile file, int columns) {
    var rows = new ArrayList<String[]>();
    var lines = file.text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        var row = lines[i].split("\t", -1);
        if (row.length < columns) {
          throw file.error(i + 1, "has fewer than " + columns + " columns, split by tabs");
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /// The messages by what is told of them. A single file is told as a whole and in two parts: who
  /// chooses by the one finds out by the other.
  Map<String, List<Message>> parts() {
    if (!halved || files.size() != 1) {
      return files;
    }
    var name = files.keySet().iterator().next();
    var all = files.getOrDefault(name, List.of());
    var parts = new LinkedHashMap<>(files);
    parts.put(name + ", two thirds", all.stream().filter(m -> !isHeldOut(m)).toList());
    parts.put(name + ", held out", all.stream().filter(QuestionSet::isHeldOut).toList());
    return parts;
  }

  QuestionSet withArticles(List<Published> others) {
    return new QuestionSet(name, others, files, halved);
  }

  /// The articles with their standard questions alone.
  List<Published> withoutSimilar() {
    return articles.stream()
        .map(a -> new Published(a.id(), a.version(), a.fields().withoutSimilar()))
        .toList();
  }

  /// How many articles are named as right that are not there: their messages count as missed.
  long strangers() {
    var known = articles.stream().map(Published::id).collect(Collectors.toSet());
    return files.values().stream()
        .flatMap(List::stream)
        .flatMap(message -> message.articles().stream())
        .distinct()
        .filter(id -> !known.contains(id))
        .count();
  }

  /// Whether nothing is asked.
  boolean isEmpty() {
    return files.values().stream().allMatch(List::isEmpty);
  }

  boolean chinese() {
    return articles.stream().anyMatch(a -> Texts.hasHan(a.fields().question()));
  }
}
