package dev.kefu.rulebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kefu.account.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rulebook as one document: how it stands in `rulebook.yaml`, in the database and over REST.
///
/// @param version 1, 2, 3 … one more with every change; 0 for the built-in one of an empty shop
/// @param roles from least to most, always the three a rule gives limits for
/// @param claims the first whose reason matches counts
/// @param discounts lowest price as a percentage of the live price
record Rules(
    int version,
    List<String> roles,
    List<ClaimRule> claims,
    Quotas quotas,
    PerRole discounts,
    List<Phrase> promises,
    List<Phrase> banned) {

  static final List<String> ROLES = List.of("agent", "supervisor", "manager");

  /// What holds while nobody has written rules: nothing may be given away.
  static final Rules STRICT =
      new Rules(
          0,
          ROLES,
          List.of(),
          new Quotas(0, 0, 100),
          new PerRole(100, 100, 100),
          List.of(),
          List.of());

  // What is missing in a request is null here until RulesCheck has named it.
  @SuppressWarnings("NullAway")
  Rules {
    roles = roles == null ? null : List.copyOf(roles);
    claims = claims == null ? null : List.copyOf(claims);
    promises = promises == null ? null : List.copyOf(promises);
    banned = banned == null ? null : List.copyOf(banned);
  }

  Optional<ClaimRule> claim(String reason) {
    return claims.stream().filter(c -> c.reason().equals(reason)).findFirst();
  }

  /// The most any rule lets a role give.
  long mostFen(Role role) {
    return claims.stream().mapToLong(c -> c.maxFen().of(role)).max().orElse(0);
  }

  Rules withVersion(int next) {
    return new Rules(next, roles, claims, quotas, discounts, promises, banned);
  }

  /// What may be given for one reason.
  ///
  /// @param reason `damaged missing wrong_item late lost price_gap quality not_as_described
  ///   stock_out goodwill`
  /// @param forms in which it may be given
  /// @param maxPercent of the order's amount
  /// @param evidence whether an agent needs a picture to grant it alone
  record ClaimRule(
      String id,
      String reason,
      String title,
      List<String> forms,
      int maxPercent,
      PerRole maxFen,
      boolean evidence) {

    @SuppressWarnings("NullAway")
    ClaimRule {
      forms = forms == null ? null : List.copyOf(forms);
    }
  }

  /// Sums that include what is pending.
  ///
  /// @param agentDayFen what one agent may grant alone on one day
  /// @param shopper30DaysFen what one shopper may be granted in 30 days
  /// @param orderPercent what may be granted on one order, of its amount
  record Quotas(
      long agentDayFen,
      @JsonProperty("shopper_30_days_fen") long shopper30DaysFen,
      int orderPercent) {}

  /// One number for each role.
  record PerRole(long agent, long supervisor, long manager) {

    /// Who is none of the three may do no more than an agent.
    long of(Role role) {
      return switch (role) {
        case AGENT, EDITOR, ADMIN -> agent;
        case SUPERVISOR -> supervisor;
        case MANAGER -> manager;
      };
    }
  }

  /// Words that may not be said, or not without approval.
  ///
  /// @param action `block` or `approve`
  /// @param advice what to write instead
  /// @param except longer words that hold one of them and mean something else: 万能充 for 万能
  record Phrase(
      String id, List<String> words, String action, @Nullable String advice, List<String> except) {

    // Rulebooks of earlier versions name no exceptions.
    @SuppressWarnings("NullAway")
    Phrase {
      words = words == null ? null : List.copyOf(words);
      except = except == null ? List.of() : List.copyOf(except);
    }

    boolean blocks() {
      return "block".equals(action);
    }
  }
}
