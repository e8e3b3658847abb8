package dev.kefu.assist;

import dev.kefu.knowledge.Meaning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Labelled examples as vectors, and how much of each label's there is in a text: its closest
/// examples speak for it, as the wordings of an article do in the search.
final class Examples {

  private static final int VOTERS = 5;
  private static final double BEST_WEIGHT = 0.4;

  /// The mean of all examples is taken away before comparing: it is what all shoppers say. Of few
  /// examples it says little.
  private static final int DOUBT = 30;

  /// So much closer means about three times as likely.
  private static final double SCALE = 0.03;

  private final List<String> labels = new ArrayList<>();
  private final List<float[][]> vectors = new ArrayList<>();
  private final float[] centre;

  Examples(List<Intent> intents, Function<String, float[]> meaning) {
    var all = new ArrayList<float[]>();
    for (var intent : intents) {
      var own = intent.examples().stream().map(meaning).toArray(float[][]::new);
      labels.add(intent.intent());
      vectors.add(own);
      all.addAll(Arrays.asList(own));
    }
    centre = all.isEmpty() ? new float[0] : centre(all);
    vectors.replaceAll(own -> Arrays.stream(own).map(this::centred).toArray(float[][]::new));
  }

  private static float[] centre(List<float[]> all) {
    var sum = new float[all.getFirst().length];
    for (var vector : all) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i] / (all.size() + DOUBT);
      }
    }
    return sum;
  }

  private float[] centred(float[] vector) {
    var moved = new float[vector.length];
    double square = 0;
    for (int i = 0; i < moved.length; i++) {
      moved[i] = vector[i] - centre[i];
      square += moved[i] * moved[i];
    }
    float length = (float) Math.sqrt(Math.max(square, 1e-12));
    for (int i = 0; i < moved.length; i++) {
      moved[i] /= length;
    }
    return moved;
  }

  List<String> labels() {
    return labels;
  }

  /// How close a text is to each label, in the labels' order; about 0 to 1.
  double[] closeness(float[] text) {
    if (labels.isEmpty()) {
      return new double[0];
    }
    var own = centred(text);
    return vectors.stream().mapToDouble(examples -> closeness(own, examples)).toArray();
  }

  /// The same for an example, as if it were none.
  double[] closenessWithout(int label, int example) {
    var own = vectors.get(label)[example];
    var closeness = new double[labels.size()];
    for (int i = 0; i < closeness.length; i++) {
      var others = vectors.get(i);
      closeness[i] = closeness(own, i == label ? without(others, example) : others);
    }
    return closeness;
  }

  private static float[][] without(float[][] all, int left) {
    var rest = new float[all.length - 1][];
    System.arraycopy(all, 0, rest, 0, left);
    System.arraycopy(all, left + 1, rest, left, rest.length - left);
    return rest;
  }

  /// The same for one of the labels.
  double closeness(float[] text, int label) {
    return closeness(centred(text), vectors.get(label));
  }

  private static double closeness(float[] text, float[][] examples) {
    var best = new double[VOTERS];
    Arrays.fill(best, -1);
    for (var example : examples) {
      double alike = Meaning.likeness(text, example);
      for (int i = 0; i < Math.min(VOTERS, examples.length); i++) {
        if (alike > best[i]) {
          double out = best[i];
          best[i] = alike;
          alike = out;
        }
      }
    }
    int voters = Math.min(VOTERS, examples.length);
    double mean = Arrays.stream(best, 0, voters).average().orElse(0);
    return BEST_WEIGHT * best[0] + (1 - BEST_WEIGHT) * mean;
  }

  /// The same as shares of 1.
  static double[] shares(double[] closeness) {
    double best = Arrays.stream(closeness).max().orElse(0);
    var shares = Arrays.stream(closeness).map(c -> Math.exp((c - best) / SCALE)).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(s -> s / sum).toArray();
  }
}
