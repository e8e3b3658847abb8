package dev.kefu.knowledge;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.VectorUtil;

/// What all rows of an index have in common. Sentences of one trade are all alike to the model;
/// taking what they share away leaves what one of them says and the others do not.
final class Centre {

  /// So many rows are looked at, spread over the index: more change nothing.
  private static final int SAMPLE = 2_000;

  /// Of few rows the mean says little: it begins at nothing and grows with them.
  private static final int DOUBT = 30;

  /// About the mean of the rows' vectors.
  private final float[] point;

  private final float square;

  /// Of each document as far as it was asked for: two threads that ask at once write the same.
  private final float[] shares;

  private Centre(float[] point, int documents) {
    this.point = point;
    this.square = dot(point, point);
    this.shares = new float[documents];
    Arrays.fill(shares, Float.NaN);
  }

  static Centre of(IndexReader reader, Language language) throws IOException {
    var sum = new double[language.dimensions()];
    int step = Math.max(1, reader.maxDoc() / SAMPLE);
    int seen = 0;
    for (var leaf : reader.leaves()) {
      var vectors = leaf.reader().getFloatVectorValues(language.field());
      int rows = vectors == null ? 0 : vectors.size();
      for (int row = 0; row < rows; row += step) {
        add(vectors.vectorValue(row), sum);
        seen++;
      }
    }
    var point = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      point[i] = (float) (sum[i] / (seen + DOUBT));
    }
    return new Centre(point, reader.maxDoc());
  }

  private static void add(float[] vector, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += vector[i];
    }
  }

  /// How far a vector of length 1 goes the way all go.
  float share(float[] vector) {
    return dot(vector, point);
  }

  /// The same of a row, which is asked for with every question that it may answer.
  ///
  /// @param vector the row's
  float share(int document, float[] vector) {
    float known = shares[document];
    if (Float.isNaN(known)) {
      known = share(vector);
      shares[document] = known;
    }
    return known;
  }

  /// The cosine of two vectors of length 1 as seen from here.
  ///
  /// @param likeness their dot product
  float cosine(float likeness, float oneShare, float otherShare) {
    double one = 1 - 2 * oneShare + square;
    double other = 1 - 2 * otherShare + square;
    double apart = Math.sqrt(Math.max(one * other, 1e-12));
    return (float) ((likeness - oneShare - otherShare + square) / apart);
  }

  private static float dot(float[] one, float[] other) {
    return VectorUtil.dotProduct(one, other);
  }
}
