package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Slows down whoever guesses passwords: wrong ones are counted per name.
@Component
class SignInAttempts {

  private static final int MAX_WRONG = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int MAX_NAMES = 10_000;

  private final Clock clock;

  /// Guarded by `this`; the oldest name is forgotten first.
  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MAX_NAMES;
        }
      };

  private record Count(Instant since, int wrong) {}

  SignInAttempts(Clock clock) {
    this.clock = clock;
  }

  /// Counts a try before it is checked, so that a thousand at once do not all pass the check.
  ///
  /// @throws Refusal `rate` when there were too many
  synchronized void begin(String username) {
    var now = clock.instant();
    var before = counts.get(username);
    var count =
        before == null || before.since().plus(WINDOW).isBefore(now) ? new Count(now, 0) : before;
    if (count.wrong() >= MAX_WRONG) {
      throw new Refusal(ErrorCode.RATE, "尝试次数过多，请 15 分钟后再试");
    }
    counts.put(username, new Count(count.since(), count.wrong() + 1));
  }

  synchronized void succeeded(String username) {
    counts.remove(username);
  }
}
