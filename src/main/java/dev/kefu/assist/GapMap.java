package dev.kefu.assist;

import dev.kefu.knowledge.Meaning;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where the gaps lie, in memory: finds the one a question belongs to.
///
/// A question belongs to the gap with whose questions it is most alike on average, if that is at
/// least [#ALIKE]; so one question after the other, always in the same way. How well that gathers
/// what belongs together is measured: see `docs/benchmarks.md`.
///
/// It holds those that were asked or changed last, as many that were asked once as of all others;
/// what has left it stays on the list, and a question like it begins another one.
///
/// Only what is committed is read into it, so it needs no undoing. Thread-safe.
final class GapMap {

  /// The mean likeness from which on a question belongs to a gap.
  static final double ALIKE = 0.73;

  /// The same for a question that is answered: what its article was taken for fills the gap.
  static final double FILLED = 0.70;

  /// The mean likeness from which on the same answer makes two questions, or two gaps, one.
  static final double RELATED = 0.40;

  /// Held of each kind: about 2 KB each.
  static final int MOST = 10_000;

  private static final int PAGE = 500;

  private final int most;

  /// The longest unchanged first. Guarded by this, as all fields.
  private final LinkedHashMap<String, Place> once = new LinkedHashMap<>();

  private final LinkedHashMap<String, Place> often = new LinkedHashMap<>();

  private long rev = -1;

  GapMap() {
    this(MOST);
  }

  GapMap(int most) {
    this.most = most;
  }

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

    /// @param row with `id`, `vector` and `asked`
    static Place read(ResultSet row) throws SQLException {
      return new Place(row.getString("id"), vector(row.getBytes("vector")), row.getLong("asked"));
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

    /// How alike the questions of two are on average.
    double likeness(Place other) {
      return product(sum, other.sum) / ((double) asked * other.asked);
    }

    /// The questions of both.
    Place and(Place other) {
      return new Place(gap, GapMap.sum(List.of(sum, other.sum)), asked + other.asked);
    }

    Place and(float[] vector) {
      return moved(vector, 1);
    }

    Place without(float[] vector) {
      return moved(vector, -1);
    }

    private Place moved(float[] vector, int by) {
      var moved = sum.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += by * vector[i];
      }
      return new Place(gap, moved, asked + by);
    }
  }

  private record Row(Place place, long rev) {}

  /// Reads what has changed.
  ///
  /// @return up to which change; later ones may or may not be there, too
  synchronized long catchUp(JdbcClient jdbc) {
    long now = jdbc.sql("select coalesce(max(rev), 0) from gap").query(Long.class).single();
    if (rev < 0) {
      load(jdbc, now);
    } else if (now > rev) {
      follow(jdbc, now);
    }
    rev = Math.max(rev, now);
    return rev;
  }

  private void load(JdbcClient jdbc, long now) {
    for (var asked : List.of("g.asked = 1", "g.asked > 1")) {
      rows(jdbc, "g.rev > :rev and " + asked + " order by g.rev desc", -1, now, most)
          .reversed()
          .forEach(row -> put(row.place()));
    }
  }

  private void follow(JdbcClient jdbc, long now) {
    var read = rev;
    while (read < now) {
      var page = rows(jdbc, "g.rev > :rev order by g.rev", read, now, PAGE);
      page.forEach(row -> put(row.place()));
      read = page.size() < PAGE ? now : page.getLast().rev();
    }
  }

  private static List<Row> rows(JdbcClient jdbc, String which, long after, long to, int limit) {
    return jdbc.sql(
            "select g.id, g.vector, g.asked, g.rev from gap g where g.model = :model and g.rev <= :to and "
                + which
                + " limit :limit")
        .param("rev", after)
        .param("to", to)
        .param("model", Meaning.MODEL)
        .param("limit", limit)
        .query((row, _) -> new Row(Place.read(row), row.getLong("rev")))
        .list();
  }

  private void put(Place place) {
    once.remove(place.gap());
    often.remove(place.gap());
    if (place.asked() > 0) {
      var own = place.asked() == 1 ? once : often;
      own.put(place.gap(), place);
      if (own.size() > most) {
        own.pollFirstEntry();
      }
    }
  }

  /// The gap a question belongs to.
  synchronized Optional<Place> nearest(float[] vector) {
    @Nullable Place nearest = null;
    double best = ALIKE;
    for (var held : List.of(once, often)) {
      for (var place : held.values()) {
        var likeness = place.likeness(vector);
        if (likeness >= best) {
          best = likeness;
          nearest = place;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  synchronized Optional<Place> find(String gap) {
    var place = often.get(gap);
    return Optional.ofNullable(place == null ? once.get(gap) : place);
  }

  synchronized int size() {
    return once.size() + often.size();
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
