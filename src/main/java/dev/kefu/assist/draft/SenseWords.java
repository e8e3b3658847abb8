package dev.kefu.assist.draft;

import dev.kefu.base.Folding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Words by what they do in a reply: courtesy adds nothing, small words carry nothing, and what
/// promises, instructs or leads elsewhere must not be added by anybody but the shop.
///
/// @param courtesy the longest first
record SenseWords(List<String> courtesy, Set<String> small, List<String> promises) {

  private static final String FILE = "sense-words.txt";

  SenseWords {
    courtesy = List.copyOf(courtesy);
    small = Set.copyOf(small);
    promises = List.copyOf(promises);
  }

  static SenseWords read() {
    var courtesy = new ArrayList<String>();
    var small = new ArrayList<String>();
    var promises = new ArrayList<String>();
    for (var line : lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
      var colon = line.indexOf(':');
      var words = List.of(line.substring(colon + 1).strip().split(" +"));
      switch (line.substring(0, colon)) {
        case "courtesy" -> courtesy.addAll(words);
        case "small" -> small.addAll(words);
        case "promise" -> promises.addAll(words);
        default -> throw new IllegalStateException(FILE + ": " + line);
      }
    }
    courtesy.sort(Comparator.comparingInt(String::length).reversed());
    return new SenseWords(courtesy, new HashSet<>(small), promises);
  }

  private static Stream<String> lines() {
    try (InputStream in = SenseWords.class.getResourceAsStream(FILE)) {
      var bytes = Objects.requireNonNull(in, FILE).readAllBytes();
      return Folding.fold(new String(bytes, StandardCharsets.UTF_8)).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isSmall(String word) {
    return small.contains(word);
  }

  /// @param text folded
  String withoutCourtesy(String text) {
    var plain = text;
    for (var word : courtesy) {
      plain = plain.replace(word, " ");
    }
    return plain;
  }

  /// The words of a Chinese text that the shop alone may say.
  Stream<String> promised(String text) {
    var tight = text.replaceAll("[\\s\\p{P}]", "");
    return promises.stream().filter(tight::contains);
  }

  Stream<String> promisedInEnglish(String text) {
    return promises.stream().filter(text::contains);
  }
}
