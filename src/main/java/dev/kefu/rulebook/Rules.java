package dev.kefu.rulebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kefu.account.Role;
import dev.kefu.commerce.ShippingTerms;
import dev.kefu.content.DispatchDays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The rulebook as one document: how it stands in `rulebook.yaml`, in the database and over REST.
///
/// @param version 1, 2, 3 … one more with every change; 0 for the built-in one of an empty shop
/// @param roles from least to most, always the three a rule gives limits for
/// @param claims the first whose reason and conditions match counts
/// @param discounts lowest price as a percentage of the live price
/// @param corrections what may be taken off a price from the chat; null when nothing may without a
///   decision
/// @param minMarginPercent how far above the floor of the goods every discount stays; null for the
///   floor itself
/// @param dispatch when what is paid leaves; null for what the content folder told
/// @param shipping where couriers deliver and how long they take; null or empty for what the shop
///   quotes
record Rules(
    int version,
    List<String> roles,
    List<ClaimRule> claims,
    Quotas quotas,
    PerRole discounts,
    @Nullable Corrections corrections,
    @Nullable Integer minMarginPercent,
    @Nullable Dispatch dispatch,
    @Nullable List<Area> shipping,
    List<Phrase> promises,
    List<Phrase> banned) {

  static final List<String> ROLES = List.of("agent", "supervisor", "manager");

  /// What holds while nobody has written rules: nothing may be given away.
  static final Rules STRICT =
      new Rules(
          0,
          ROLES,
          List.of(),
          new Quotas(0, 0, 100, null),
          new PerRole(100, 100, 100),
          null,
          null,
          null,
          null,
          List.of(),
          List.of());

  private static final int HUNDRED = 100;

  // What is missing in a request is null here until RulesCheck has named it.
  @SuppressWarnings("NullAway")
  Rules {
    roles = roles == null ? null : List.copyOf(roles);
    claims = claims == null ? null : List.copyOf(claims);
    shipping = shipping == null ? null : List.copyOf(shipping);
    promises = promises == null ? null : List.copyOf(promises);
    banned = banned == null ? null : List.copyOf(banned);
  }

  /// The rule a claim was made under, as long as there is one of that name for its reason; else the
  /// first that fits it, or an earlier one that gives less and may fit for all that is known: goods
  /// that cannot be read must not fall under a looser rule than their own.
  Optional<ClaimRule> claim(Claim claim) {
    var ofReason = claims.stream().filter(c -> c.reason().equals(claim.reason())).toList();
    return ofReason.stream()
        .filter(c -> c.id().equals(claim.about().rule()))
        .findFirst()
        .or(() -> strictest(ofReason, claim));
  }

  private static Optional<ClaimRule> strictest(List<ClaimRule> rules, Claim claim) {
    var possible = new ArrayList<ClaimRule>();
    for (var rule : rules) {
      switch (rule.fit(claim)) {
        case YES -> {
          possible.add(rule);
          return possible.stream().min(ClaimRule.STRICTEST);
        }
        case UNKNOWN -> possible.add(rule);
        case NO -> {}
      }
    }
    return Optional.empty();
  }

  /// The most the rules for a reason let a role give; empty when none speaks of it.
  OptionalLong mostFen(String reason, Role role) {
    return claims.stream()
        .filter(c -> c.reason().equals(reason))
        .mapToLong(c -> c.maxFen().of(role))
        .max();
  }

  /// The most any rule lets a role give.
  long mostFen(Role role) {
    return claims.stream().mapToLong(c -> c.maxFen().of(role)).max().orElse(0);
  }

  Rules withVersion(int next) {
    return new Rules(
        next,
        roles,
        claims,
        quotas,
        discounts,
        corrections,
        minMarginPercent,
        dispatch,
        shipping,
        promises,
        banned);
  }

  /// The least goods with this floor may be sold for.
  long leastFen(long floorFen) {
    var percent = HUNDRED + (minMarginPercent == null ? 0 : minMarginPercent);
    return Math.ceilDiv(floorFen * percent, HUNDRED);
  }

  /// When what is paid leaves.
  ///
  /// @param told by the content folder
  DispatchDays dispatch(DispatchDays told) {
    return dispatch == null ? told : dispatch.days(told.zone());
  }

  /// What is written of sending to a place; of a courier the first line counts.
  List<ShippingTerms.Line> shippingTo(String place) {
    if (shipping == null) {
      return List.of();
    }
    var seen = new HashSet<String>();
    return shipping.stream()
        .filter(area -> area.holds(place) && seen.add(area.courier()))
        .map(area -> new ShippingTerms.Line(area.courier(), area.served(), area.usualDays()))
        .toList();
  }

  /// What may be given for one reason.
  ///
  /// @param reason `damaged missing wrong_item late lost price_gap quality not_as_described
  ///   stock_out goodwill`
  /// @param forms in which it may be given
  /// @param maxPercent of the order's amount
  /// @param evidence whether an agent needs a picture to grant it alone
  /// @param when what else has to hold for the rule to count; null for always
  record ClaimRule(
      String id,
      String reason,
      String title,
      List<String> forms,
      int maxPercent,
      PerRole maxFen,
      boolean evidence,
      @Nullable When when) {

    @SuppressWarnings("NullAway")
    ClaimRule {
      forms = forms == null ? null : List.copyOf(forms);
    }

    /// Who gives least alone comes first; among equals the earlier one.
    private static final Comparator<ClaimRule> STRICTEST =
        Comparator.<ClaimRule>comparingLong(rule -> rule.maxFen().agent())
            .thenComparingInt(ClaimRule::maxPercent)
            .thenComparing(ClaimRule::evidence, Comparator.reverseOrder());

    Fit fit(Claim claim) {
      return when == null ? Fit.YES : when.fit(claim);
    }
  }

  /// Conditions of a rule; what is left out is not asked for.
  ///
  /// @param categories of the goods, by their beginnings: `餐具` is also `餐具/杯`
  /// @param tiers of members
  /// @param maxClaims30Days claims the shopper has made in 30 days, before this one
  record When(
      @Nullable List<String> categories,
      @Nullable List<String> tiers,
      @Nullable Long minOrderFen,
      @Nullable Long maxOrderFen,
      @JsonProperty("max_claims_30_days") @Nullable Integer maxClaims30Days) {

    Fit fit(Claim claim) {
      var about = claim.about();
      var few = maxClaims30Days == null || about.claims30Days() <= maxClaims30Days;
      return few
          ? category(about.category()).and(tier(about.tier())).and(amount(claim.orderAmountFen()))
          : Fit.NO;
    }

    private Fit category(@Nullable String category) {
      if (categories == null || category == null) {
        return categories == null ? Fit.YES : Fit.UNKNOWN;
      }
      return Fit.of(
          categories.stream().anyMatch(c -> category.equals(c) || category.startsWith(c + "/")));
    }

    private Fit tier(@Nullable String tier) {
      if (tiers == null || tier == null) {
        return tiers == null ? Fit.YES : Fit.UNKNOWN;
      }
      return Fit.of(tiers.contains(tier));
    }

    private Fit amount(@Nullable Long fen) {
      if (minOrderFen == null && maxOrderFen == null) {
        return Fit.YES;
      }
      return fen == null
          ? Fit.UNKNOWN
          : Fit.of(
              (minOrderFen == null || fen >= minOrderFen)
                  && (maxOrderFen == null || fen <= maxOrderFen));
    }
  }

  /// Whether a rule's conditions hold.
  enum Fit {
    YES,
    NO,
    /// Something it asks for is not known.
    UNKNOWN;

    static Fit of(boolean holds) {
      return holds ? YES : NO;
    }

    Fit and(Fit other) {
      if (this == NO || other == NO) {
        return NO;
      }
      return this == UNKNOWN ? UNKNOWN : other;
    }
  }

  /// Sums that include what is pending.
  ///
  /// @param agentDayFen what one agent may grant alone on one day
  /// @param shopper30DaysFen what one shopper may be granted in 30 days
  /// @param orderPercent what may be granted on one order, of its amount
  /// @param shopDayFen what all but the store manager may grant on one day; null for no bound
  record Quotas(
      long agentDayFen,
      @JsonProperty("shopper_30_days_fen") long shopper30DaysFen,
      int orderPercent,
      @Nullable Long shopDayFen) {}

  /// What may be taken off a price from the chat, beside [#discounts].
  ///
  /// @param forms `price_change` of an order that is not paid, `coupon`
  /// @param maxFen off one order or one piece of goods, whatever it costs
  /// @param agentDayFen what one agent may take off on one day
  /// @param shopper30DaysFen what one shopper may be given in 30 days
  /// @param shopDayFen what all but the store manager may take off on one day; null for no bound
  record Corrections(
      List<String> forms,
      PerRole maxFen,
      long agentDayFen,
      @JsonProperty("shopper_30_days_fen") long shopper30DaysFen,
      @Nullable Long shopDayFen) {

    @SuppressWarnings("NullAway")
    Corrections {
      forms = forms == null ? null : List.copyOf(forms);
    }
  }

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
