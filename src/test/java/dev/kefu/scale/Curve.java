package dev.kefu.scale;

import java.util.random.RandomGenerator;

/// When conversations begin on the day of the sale, from ten in the evening before it: it opens at
/// midnight, with a peak that falls off over two hours, and there is a second one in the evening.
/// The form is assumed; only the share of each moment matters, not the height.
final class Curve {

  static final int SECONDS = 24 * 3600;
  static final int MIDNIGHT = 2 * 3600;

  /// Hours since the beginning, and how much goes on; a straight line between two.
  private static final double[][] KNOTS = {
    {0, 2.0}, {1.98, 2.4}, {2, 8.0}, {2.5, 6.0}, {3, 4.0}, {4, 1.6}, {5, 0.6}, {7, 0.2},
    {9, 0.3}, {11, 0.9}, {12, 1.3}, {14, 1.1}, {16, 1.1}, {20, 1.0}, {22, 1.8}, {23.5, 2.4},
    {24, 2.2},
  };

  private static final double HOUR = 3600;

  /// The share of the day before each second's end.
  private final double[] until = new double[SECONDS];

  Curve() {
    double sum = 0;
    for (int second = 0; second < SECONDS; second++) {
      sum += height(second / HOUR);
      until[second] = sum;
    }
    for (int second = 0; second < SECONDS; second++) {
      until[second] /= sum;
    }
  }

  private static double height(double hour) {
    int next = 1;
    while (KNOTS[next][0] < hour) {
      next++;
    }
    var from = KNOTS[next - 1];
    var to = KNOTS[next];
    return from[1] + (to[1] - from[1]) * (hour - from[0]) / (to[0] - from[0]);
  }

  /// The second in which one of them begins.
  int second(RandomGenerator random) {
    var share = random.nextDouble();
    int low = 0;
    int high = SECONDS - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (until[middle] > share) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
