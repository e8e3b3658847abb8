package dev.kefu.assist;

import dev.kefu.knowledge.Meaning;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where the gaps lie, in memory: finds the one a question belongs to.
///
/// A question belongs to the gap with whose questions it is most alike on average, if that is at
/// least [#ALIKE]; so one question after the other, always in the same way. How well that gathers
/// what belongs together is measured: see `docs/benchmarks.md`.
///
/// Only what is committed is read into it, so it needs no undoing. Thread-safe.
final class GapMap {

  /// The mean likeness from which on two questions are one.
  static final double ALIKE = 0.70;

  /// The mean likeness from which on the same answer makes two questions one.
  static final double RELATED = 0.40;

  private static final int PAGE = 500;

  /// Guarded by this, as all fields.
  private final Map<String, Place> places = new LinkedHashMap<>();

  private long rev;

  /// Where one gap lies. Never changed.
  static final class Place {
    private final String gap;
    private final float[] sum;
    private final long asked;

    /// @param sum of the vectors of its questions
    Place(String gap, float[] sum, long asked) {
      this.gap = gap;
      this.sum = sum;
      this.asked = asked;
    }

    String gap() {
      return gap;
    }

    float[] sum() {
      return sum.clone();
    }

    long asked() {
      return asked;
    }

    double likeness(float[] vector) {
      return product(sum, vector) / asked;
    }

    Place and(float[] vector) {
      var more = sum.clone();
      for (int i = 0; i < more.length; i++) {
        more[i] += vector[i];
      }
      return new Place(gap, more, asked + 1);
    }
  }

  private record Row(Place place, long rev) {}

  /// Reads what has changed. Within a transaction call it before that writes anything.
  synchronized void catchUp(JdbcClient jdbc) {
    for (var page = after(jdbc); !page.isEmpty(); page = after(jdbc)) {
      page.forEach(row -> places.put(row.place().gap(), row.place()));
      rev = page.getLast().rev();
    }
  }

  private List<Row> after(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select id, vector, asked, rev from gap
            where rev > :rev and model = :model
            order by rev
            limit :limit
            """)
        .param("rev", rev)
        .param("model", Meaning.MODEL)
        .param("limit", PAGE)
        .query((row, _) ->
            new Row(
                new Place(
                    row.getString("id"), vector(row.getBytes("vector")), row.getLong("asked")),
                row.getLong("rev")))
        .list();
  }

  /// The gap a question belongs to.
  synchronized Optional<Place> nearest(float[] vector) {
    @Nullable Place nearest = null;
    double best = ALIKE;
    for (var place : places.values()) {
      var likeness = place.likeness(vector);
      if (likeness >= best) {
        best = likeness;
        nearest = place;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /// Of these gaps the most alike one, if it is at least [#RELATED].
  synchronized Optional<Place> mostAlike(List<String> gaps, float[] vector) {
    return gaps.stream()
        .map(places::get)
        .filter(Objects::nonNull)
        .filter(place -> place.likeness(vector) >= RELATED)
        .max(Comparator.comparingDouble(place -> place.likeness(vector)));
  }

  synchronized boolean belongs(String gap, float[] vector) {
    var place = places.get(gap);
    return place != null && place.likeness(vector) >= ALIKE;
  }

  static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  static float[] sum(List<float[]> vectors) {
    var sum = Arrays.copyOf(vectors.getFirst(), vectors.getFirst().length);
    for (var vector : vectors.subList(1, vectors.size())) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    return sum;
  }

  private static float[] vector(byte[] bytes) {
    var vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }
}
