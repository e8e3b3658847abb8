package dev.kefu.routing;

import dev.kefu.account.StaffId;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.cluster.Beats;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who is at their desk, on whatever node. Kept in memory: after a restart everybody says so again
/// by connecting.
@Component
public class Presence {

  private static final int DEFAULT_CAPACITY = 8;
  private static final int MAX_CAPACITY = 100;

  private static final String KIND = "presence";

  private final Beats beats;
  private final Clock clock;

  /// As this node knows it.
  private final Map<StaffId, Said> here = new ConcurrentHashMap<>();

  Presence(Beats beats, Clock clock) {
    this.beats = beats;
    this.clock = clock;
  }

  /// What a member of staff says of themselves.
  public enum State {
    ONLINE,
    BUSY,
    AWAY,
    OFFLINE
  }

  /// @param capacity how many conversations at once, 1 to 100
  public record Here(State state, int capacity) {}

  /// @param atMillis when somebody said so; 0 when they only came. Of several nodes the latest
  ///   counts
  private record Said(Here here, long atMillis) {

    private static final int FIELDS = 3;

    String value() {
      return here.state() + " " + here.capacity() + " " + atMillis;
    }

    /// @return empty for a form another version of the program may have
    static Optional<Said> read(String value) {
      var fields = value.split(" ", -1);
      if (fields.length != FIELDS) {
        return Optional.empty();
      }
      try {
        var here = new Here(State.valueOf(fields[0]), Integer.parseInt(fields[1]));
        return Optional.of(new Said(here, Long.parseLong(fields[2])));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }
  }

  /// @param capacity null to keep what it was
  public Here set(StaffId staff, State state, @Nullable Integer capacity) {
    if (capacity != null && (capacity < 1 || capacity > MAX_CAPACITY)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "capacity 应在 1 到 " + MAX_CAPACITY + " 之间");
    }
    var before = of(staff);
    var kept = before.map(Here::capacity).orElse(DEFAULT_CAPACITY);
    var now = new Here(state, capacity == null ? kept : capacity);
    say(staff, new Said(now, clock.millis()));
    return now;
  }

  /// Empty for whoever has not connected since the start.
  public Optional<Here> of(StaffId staff) {
    return said(staff).map(Said::here);
  }

  private Optional<Said> said(StaffId staff) {
    return beats.get(KIND, staff.value()).stream()
        .flatMap(value -> Said.read(value).stream())
        .max(Comparator.comparingLong(Said::atMillis))
        .or(() -> Optional.ofNullable(here.get(staff)));
  }

  /// Somebody's last socket on this node is gone.
  public void left(StaffId staff) {
    here.computeIfPresent(
        staff, (_, before) -> new Said(new Here(State.OFFLINE, before.here().capacity()), 0));
    beats.remove(KIND, staff.value());
  }

  /// Somebody's first socket on this node is there: online unless they said otherwise.
  public void arrived(StaffId staff) {
    var before = said(staff);
    var capacity = before.map(known -> known.here().capacity()).orElse(DEFAULT_CAPACITY);
    say(
        staff,
        before
            .filter(known -> known.here().state() != State.OFFLINE)
            .orElseGet(() -> new Said(new Here(State.ONLINE, capacity), 0)));
  }

  private void say(StaffId staff, Said now) {
    here.put(staff, now);
    beats.put(KIND, staff.value(), now.value());
  }
}
