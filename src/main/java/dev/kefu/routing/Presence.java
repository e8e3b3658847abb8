package dev.kefu.routing;

import dev.kefu.account.StaffId;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who is at their desk. Kept in memory: after a restart everybody says so again by connecting.
@Component
public class Presence {

  private static final int DEFAULT_CAPACITY = 8;
  private static final int MAX_CAPACITY = 100;

  private final Map<StaffId, Here> here = new ConcurrentHashMap<>();

  /// What a member of staff says of themselves.
  public enum State {
    ONLINE,
    BUSY,
    AWAY,
    OFFLINE
  }

  /// @param capacity how many conversations at once, 1 to 100
  public record Here(State state, int capacity) {}

  /// @param capacity null to keep what it was
  public Here set(StaffId staff, State state, @Nullable Integer capacity) {
    if (capacity != null && (capacity < 1 || capacity > MAX_CAPACITY)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "capacity 应在 1 到 " + MAX_CAPACITY + " 之间");
    }
    return here.merge(
        staff,
        new Here(state, capacity == null ? DEFAULT_CAPACITY : capacity),
        (before, now) -> capacity == null ? new Here(state, before.capacity()) : now);
  }

  /// Empty for whoever has not connected since the start.
  public Optional<Here> of(StaffId staff) {
    return Optional.ofNullable(here.get(staff));
  }

  /// Somebody's last socket is gone.
  public void left(StaffId staff) {
    here.computeIfPresent(staff, (_, before) -> new Here(State.OFFLINE, before.capacity()));
  }

  /// Somebody's first socket is there: online unless they said otherwise.
  public void arrived(StaffId staff) {
    here.merge(
        staff,
        new Here(State.ONLINE, DEFAULT_CAPACITY),
        (before, now) ->
            before.state() == State.OFFLINE ? new Here(State.ONLINE, before.capacity()) : before);
  }
}
