package dev.kefu.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// How much a reply sounds like a promise, learnt from replies that people have judged: a logistic
/// regression over its characters and their pairs.
///
/// Immutable; any thread. The same examples always give the same weights.
final class LearntReplies {

  /// Tab-separated: `promise` or `harmless`, and what an agent wrote.
  private static final String EXAMPLES = "replies.tsv";

  /// A power of two, well above the pairs that some thousand replies hold.
  private static final int PLACES = 1 << 17;

  private static final int ROUNDS = 40;
  private static final double RATE = 4;
  private static final double DECAY = 1e-4;
  private static final int SEED = 20_261_127;

  /// Stands before the first character and behind the last.
  private static final char EDGE = '\u0001';

  /// Any number: how much is promised tells nothing of whether it is.
  private static final char FIGURES = '0';

  private final float[] weights;
  private final float bias;

  /// @param promise whether somebody has judged it to be one
  record Example(boolean promise, String text) {}

  private LearntReplies(float[] weights, float bias) {
    this.weights = weights;
    this.bias = bias;
  }

  /// Behind a class of its own: learnt once, in a fraction of a second, by whoever asks first.
  private static final class Shipped {
    private static final LearntReplies ONE = learn(examples());
  }

  static LearntReplies shipped() {
    return Shipped.ONE;
  }

  /// Steps shrink with each round, so that the order of the examples leaves no trace worth having.
  static LearntReplies learn(List<Example> examples) {
    var weights = new double[PLACES];
    double bias = 0;
    var places = examples.stream().map(e -> places(Reading.of(e.text()))).toList();
    var order = new ArrayList<Integer>();
    for (int i = 0; i < examples.size(); i++) {
      order.add(i);
    }
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(order, random);
      double rate = RATE / (1 + round);
      for (int i : order) {
        var at = places.get(i);
        double norm = norm(at);
        double sum = bias;
        for (int place : at) {
          sum += weights[place] * norm;
        }
        double wrong = (examples.get(i).promise() ? 1 : 0) - 1 / (1 + Math.exp(-sum));
        bias += rate * wrong * norm;
        for (int place : at) {
          weights[place] += rate * (wrong * norm - DECAY * weights[place]);
        }
      }
    }
    var kept = new float[PLACES];
    for (int i = 0; i < PLACES; i++) {
      kept[i] = (float) weights[i];
    }
    return new LearntReplies(kept, (float) bias);
  }

  /// The logarithm of the odds that a reply promises something.
  double score(Reading reading) {
    var at = places(reading);
    double sum = 0;
    for (int place : at) {
      sum += weights[place];
    }
    return bias + sum * norm(at);
  }

  private static double norm(int[] places) {
    return 1 / Math.sqrt(Math.max(1, places.length));
  }

  /// What a reply holds, each once: its characters, their pairs, and the first and the last of
  /// them.
  private static int[] places(Reading reading) {
    var text = reading.tight().text();
    var found = new int[2 * text.length() + 1];
    int count = 0;
    char before = EDGE;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i) >= '0' && text.charAt(i) <= '9' ? FIGURES : text.charAt(i);
      if (c != FIGURES || before != FIGURES) {
        found[count++] = place(c, (char) 0);
        found[count++] = place(before, c);
      }
      before = c;
    }
    found[count++] = place(before, EDGE);
    return each(found, count);
  }

  private static int[] each(int[] found, int count) {
    Arrays.sort(found, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (kept == 0 || found[i] != found[kept - 1]) {
        found[kept++] = found[i];
      }
    }
    return Arrays.copyOf(found, kept);
  }

  private static int place(char first, char second) {
    int mixed = (first * 0x9E3779B1) ^ ((second * 0x85EBCA77) + 1);
    mixed ^= mixed >>> 15;
    return ((mixed * 0x2C1B3C6D) >>> 12) & (PLACES - 1);
  }

  /// Those that come with the program.
  static List<Example> examples() {
    try (var in = LearntReplies.class.getResourceAsStream(EXAMPLES)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", 2))
          .map(line -> new Example(line[0].equals("promise"), line[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
