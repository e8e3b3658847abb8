package dev.kefu.escalation;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Status;
import dev.kefu.rulebook.Granted;
import dev.kefu.rulebook.Rulebook;
import dev.kefu.rulebook.Ruling;
import dev.kefu.rulebook.Settled;
import dev.kefu.storage.ReadOnly;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What goes beyond an agent's own powers, until it is decided and carried out.
@Component
public class Cases {

  private static final int MAX_CASES = 100;

  /// The same grant again within this time is a key that was hit twice.
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final Powers powers;
  private final ClaimCheck check;
  private final CaseRows writing;
  private final CaseRows reading;
  private final Grants grants;
  private final CaseMoves moves;
  private final News news;
  private final EscalationSettings settings;
  private final StoreTime time;

  Cases(
      Rulebook rulebook,
      ClaimCheck check,
      JdbcClient jdbc,
      @ReadOnly JdbcClient readers,
      News news,
      JsonMapper json,
      EscalationSettings settings,
      StoreTime time) {
    this.check = check;
    this.writing = new CaseRows(jdbc, json);
    this.reading = new CaseRows(readers, json);
    this.powers = new Powers(rulebook, writing, new ShopProfile(readers), time);
    this.grants = new Grants(jdbc);
    this.moves = new CaseMoves(writing, grants, settings);
    this.news = news;
    this.settings = settings;
    this.time = time;
  }

  /// Holds a claim against the shop's facts and what was shown in the conversation: is the order
  /// this shopper's, what did it cost. Asks the shop, so call it before, not inside, the
  /// conversation's change.
  ///
  /// @throws Refusal `not_found` for no such order or somebody else's, and for a picture of another
  ///   conversation; `bad_request`; `unavailable` when the shop cannot be asked
  public CheckedClaim check(Conversation conversation, ClaimRequest request) {
    return check.against(conversation, request);
  }

  /// Holds a decision against what the shop can do by now. Asks the shop, so call it before, not
  /// inside, the conversation's change.
  ///
  /// @throws Refusal `forbidden`, `unsupported` for a form the shop does not offer, `conflict` for
  ///   the price of an order that is paid, `bad_request`, `unavailable` when the shop cannot be
  ///   asked
  public CheckedDecision check(Staff by, Case found, Decision decision) {
    by.require(Role.SUPERVISOR, Role.MANAGER);
    Forms.requireFits(
        found.kind(), decision.form() == null ? found.form() : decision.form(), found.order());
    return check.against(found, decision);
  }

  /// Opens a case, or grants at once what the rules let this person grant alone. The same claim
  /// again, while the first is open or was granted a moment ago, finds the first.
  ///
  /// @throws Refusal `forbidden` unless `by` owns the conversation or supervises; `closed`
  public Case open(Change change, Staff by, CheckedClaim claim) {
    var conversation = requireOwn(change, by);
    if (!claim.shopper().id().equals(conversation.shopper().id())) {
      throw new IllegalArgumentException("the claim was checked for another shopper");
    }
    var now = now();
    var earlier = earlier(conversation, by, claim.request(), now);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    var ruling = powers.of(conversation.id(), claim, by);
    var atOnce = ruling instanceof Ruling.Within && isPayable(claim);
    var opened = opened(conversation, by, claim, ruling, atOnce, now);
    writing.insert(opened, claim, powers.claims(claim));
    var buyer = claim.shopper().buyer();
    if (atOnce && buyer != null && opened.form() != null) {
      grants.add(
          opened,
          claim.shopper().id().value(),
          buyer,
          opened.proposalFen(),
          opened.form(),
          by.id().value(),
          now,
          now);
    }
    Notices.opened(change, by, opened, settings.answerWithin());
    news.afterCommit(new CaseOpened(opened.id(), opened.conversation()));
    return opened;
  }

  private Optional<Case> earlier(
      Conversation conversation, Staff by, ClaimRequest request, Instant now) {
    return writing
        .open(conversation.id(), request)
        .or(() -> writing.repeated(conversation.id(), request, by.id().value(), now.minus(AGAIN)));
  }

  /// Money or goods for somebody the shop knows, in a form it knows: what can be carried out.
  private static boolean isPayable(CheckedClaim claim) {
    var request = claim.request();
    var fen = request.proposalFen() == null ? 0 : request.proposalFen();
    return (request.kind().equals(Forms.COMPENSATION) || request.isCut())
        && claim.shopper().verified()
        && request.form() != null
        && (fen > 0 || (!request.isCut() && Forms.isGoods(request.form())));
  }

  private Case opened(
      Conversation conversation,
      Staff by,
      CheckedClaim claim,
      Ruling ruling,
      boolean atOnce,
      Instant now) {
    var request = claim.request();
    var proposal = request.proposalFen() == null ? 0 : request.proposalFen();
    return new Case(
        Ids.next("case_"),
        1,
        conversation.id(),
        request.kind(),
        request.reason(),
        request.order(),
        request.sku(),
        request.claimFen() == null ? 0 : request.claimFen(),
        proposal,
        request.form(),
        rule(ruling),
        limit(ruling),
        claim.orderAmountFen(),
        atOnce ? "granted" : "pending",
        needs(request, ruling),
        request.pictures(),
        request.note(),
        by.id().value(),
        by.name(),
        atOnce ? by.id().value() : null,
        atOnce ? by.name() : null,
        atOnce ? proposal : null,
        null,
        atOnce ? "granting" : null,
        now,
        now.plus(settings.answerWithin()),
        null,
        null,
        null);
  }

  private static @Nullable String rule(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Within(var rule, _) -> rule;
      case Ruling.Above(var rule, _, _, _) -> rule;
      case Ruling.NoRule() -> null;
    };
  }

  private static @Nullable Long limit(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Within(_, var limit) -> limit;
      case Ruling.Above(_, var limit, _, _) -> limit;
      case Ruling.NoRule() -> null;
    };
  }

  /// What goes below every bound of a price is for the store manager, who answers for it.
  private static String needs(ClaimRequest request, Ruling ruling) {
    return ruling instanceof Ruling.Above(_, _, _, var needs)
            && (needs == Role.MANAGER || (needs == null && request.kind().equals(Forms.DISCOUNT)))
        ? "manager"
        : "supervisor";
  }

  /// Decides a case of the conversation. Of several at once exactly one wins.
  ///
  /// @param version the one the decision was made on
  /// @throws Refusal `conflict` with `status`, `by` and `version` when it has moved on; `forbidden`
  ///   for one's own case or beyond one's role; `bad_request`; `not_found`
  public Case decide(Change change, Staff by, int version, CheckedDecision checked) {
    by.require(Role.SUPERVISOR, Role.MANAGER);
    var caseId = checked.caseId();
    var decision = checked.decision();
    var found = ofConversation(change, caseId);
    requireMovable(found, version);
    if (found.requestedBy().equals(by.id().value())) {
      throw new Refusal(ErrorCode.FORBIDDEN, "不能审批自己提交的案件");
    }
    if (found.needs().equals("manager") && !by.is(Role.MANAGER) && !isOfMoney(found)) {
      requireOnlyLooking(decision);
    }
    var moved =
        switch (decision.outcome()) {
          case APPROVE, CHANGE -> approve(change, by, found, decision);
          case REJECT -> reject(by, found, decision);
          case PASS_UP -> writing.move(caseId, version, "manager", decision.remark());
          case ASK -> ask(by, found, decision);
        };
    if (!moved) {
      throw movedOn(ofConversation(change, caseId));
    }
    var decided = ofConversation(change, caseId);
    Notices.decided(change, by, decided, decision.outcome(), decided.undoUntil() == null);
    news.afterCommit(new CaseDecided(decided.id(), decided.conversation()));
    return decided;
  }

  private boolean ask(Staff by, Case found, Decision decision) {
    var question = decision.remark();
    if (question == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "请写明要追问的内容");
    }
    var asked = writing.question(found.id(), found.version(), question);
    if (asked) {
      writing.say(found.id(), "question", by, question, now());
    }
    return asked;
  }

  /// A decision about money is bounded by what the decider may give; any other only by who was
  /// asked.
  private static boolean isOfMoney(Case found) {
    return found.kind().equals(Forms.COMPENSATION) || found.kind().equals(Forms.DISCOUNT);
  }

  private static void requireOnlyLooking(Decision decision) {
    if (decision.outcome() != Decision.Outcome.ASK) {
      throw new Refusal(ErrorCode.FORBIDDEN, "该案件须由店长决定");
    }
  }

  private boolean approve(Change change, Staff by, Case found, Decision decision) {
    var amount = decision.amountFen() == null ? found.proposalFen() : decision.amountFen();
    var form = decision.form() == null ? found.form() : decision.form();
    var shopper = change.conversation().shopper();
    var payable = Forms.isCarriedOut(found.kind(), form);
    if (payable) {
      requirePayable(amount, form, shopper);
    }
    var beside = false;
    if (isOfMoney(found)) {
      beside = powers.require(by, found, shopper, amount, form, decision);
    } else if (amount > 0) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "该案件不涉及打款，请另提补偿");
    }
    var now = now();
    var ended =
        writing.end(
            found.id(),
            found.version(),
            "approved",
            by.id().value(),
            by.name(),
            amount,
            form,
            decision.remark(),
            now);
    if (ended && beside) {
      writing.beside(found.id());
    }
    var buyer = shopper.buyer();
    if (ended && payable && buyer != null && form != null) {
      var payAt = now.plus(settings.undoWithin());
      if (payAt.isAfter(now)) {
        writing.undoable(found.id(), payAt);
      }
      grants.add(found, shopper.id().value(), buyer, amount, form, by.id().value(), now, payAt);
    }
    return ended;
  }

  private static void requirePayable(long amount, @Nullable String form, Shopper shopper) {
    if (!shopper.verified()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "买家未验证身份，无法打款");
    }
    if (form == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 form");
    }
    if (amount == 0 && !Forms.isGoods(form)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "amount_fen 应大于 0");
    }
  }

  private boolean reject(Staff by, Case found, Decision decision) {
    requireRemark(decision, "驳回须填写原因");
    return writing.end(
        found.id(),
        found.version(),
        "rejected",
        by.id().value(),
        by.name(),
        null,
        null,
        decision.remark(),
        now());
  }

  private static void requireRemark(Decision decision, String text) {
    if (decision.remark() == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, text);
    }
  }

  /// Takes a case back: its requester, or who supervises.
  ///
  /// @throws Refusal `conflict` when it is no longer pending
  public Case cancel(Change change, Staff by, String caseId) {
    var found = ofConversation(change, caseId);
    if (!found.requestedBy().equals(by.id().value()) && !by.supervises()) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只有提交人或主管可以撤回");
    }
    var ended =
        writing.end(
            caseId,
            found.version(),
            "cancelled",
            by.id().value(),
            by.name(),
            null,
            null,
            null,
            now());
    if (!ended) {
      throw movedOn(found);
    }
    var cancelled = ofConversation(change, caseId);
    Notices.moved(change, Conversations.agent(by), cancelled, "cancel");
    news.afterCommit(new CaseDecided(caseId, cancelled.conversation()));
    return cancelled;
  }

  /// The shopper takes back what waits for a decision: one case, or all of the conversation.
  ///
  /// @throws Refusal `conflict` when none waits any more; `not_found`
  public void withdraw(Change change, Shopper by, @Nullable String caseId) {
    var open =
        writing.ofConversation(change.conversation().id(), MAX_CASES).stream()
            .filter(found -> caseId == null || found.id().equals(caseId))
            .toList();
    if (caseId != null && open.isEmpty()) {
      throw noSuchCase();
    }
    var taken =
        open.stream()
            .filter(Case::pending)
            .filter(c -> moves.withdraw(change, by, c, now()))
            .toList();
    if (taken.isEmpty()) {
      throw new Refusal(ErrorCode.CONFLICT, "没有待处理的诉求");
    }
    taken.forEach(c -> news.afterCommit(new CaseDecided(c.id(), c.conversation())));
  }

  /// Takes an approval back while the shop has not been asked to pay.
  ///
  /// @throws Refusal `conflict` when it is too late, `forbidden` for another's decision
  public Case undo(Change change, Staff by, String caseId) {
    by.require(Role.SUPERVISOR, Role.MANAGER);
    var found = ofConversation(change, caseId);
    return moved(change, found, moves.undo(change, by, found, now()));
  }

  /// Answers what a supervisor asked about a case.
  ///
  /// @throws Refusal `conflict` when nothing was asked, `bad_request`
  public Case answer(Change change, Staff by, String caseId, @Nullable String text) {
    var found = ofConversation(change, caseId);
    return moved(change, found, moves.answer(change, by, found, text, now()));
  }

  private Case moved(Change change, Case found, boolean didMove) {
    var now = ofConversation(change, found.id());
    if (!didMove) {
      throw movedOn(now);
    }
    news.afterCommit(new CaseDecided(now.id(), now.conversation()));
    return now;
  }

  /// What the clock has to move on.
  List<CaseRows.Due> overdue(Instant now, Instant openedBefore, int limit) {
    return reading.overdue(now, openedBefore, limit);
  }

  /// Moves on what is still late inside the change.
  ///
  /// @return whether it was
  boolean pass(Change change, String caseId, Instant now) {
    var found = ofConversation(change, caseId);
    var passed = moves.overdue(change, found, now);
    if (passed) {
      news.afterCommit(new CaseDecided(caseId, found.conversation()));
    }
    return passed;
  }

  private Case ofConversation(Change change, String caseId) {
    return writing
        .find(caseId)
        .filter(found -> found.conversation().equals(change.conversation().id()))
        .orElseThrow(Cases::noSuchCase);
  }

  private static Refusal noSuchCase() {
    return new Refusal(ErrorCode.NOT_FOUND, "没有这个案件");
  }

  private static void requireMovable(Case found, int version) {
    if (!found.pending() || found.version() != version) {
      throw movedOn(found);
    }
  }

  private static Refusal movedOn(Case now) {
    var by = now.decidedByName() == null ? "" : now.decidedByName();
    return new Refusal(
        ErrorCode.CONFLICT,
        by.isEmpty() ? "案件已变化，请刷新" : "已由 " + by + " 处理",
        Map.of("status", now.status(), "by", by, "version", now.version()));
  }

  private static Conversation requireOwn(Change change, Staff by) {
    var conversation = ConversationAccess.requireRead(by, change.conversation());
    if (conversation.status() == Status.CLOSED) {
      throw new Refusal(ErrorCode.CLOSED, "会话已结束");
    }
    if (!by.id().equals(conversation.owner()) && !by.supervises()) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只有接待人或主管可以升级");
    }
    return conversation;
  }

  private Instant now() {
    return time.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /// What the rules would say of a claim; opens nothing.
  Ruling ruling(ConversationId conversation, CheckedClaim claim, Staff by) {
    return powers.of(conversation, claim, by);
  }

  /// What the rules say when somebody gives what was proposed.
  Ruling ruling(Case found, Staff by) {
    var shopper = reading.shopper(found.id());
    return powers.of(found, shopper, found.proposalFen(), found.form(), by);
  }

  public Optional<Case> find(String caseId) {
    return reading.find(caseId);
  }

  /// Newest first, at most 100.
  public List<Case> ofConversation(ConversationId conversation) {
    return reading.ofConversation(conversation, MAX_CASES);
  }

  /// Who has waited longest first.
  List<Case> list(
      @Nullable String status, @Nullable Staff requestedBy, long after, String afterId, int limit) {
    return reading.list(
        status, requestedBy == null ? null : requestedBy.id().value(), after, afterId, limit);
  }

  /// What was granted or is being granted in a conversation, and the reasons of its approved cases:
  /// the id of a rulebook promise among them clears that promise. What can still be taken back
  /// clears nothing. Read from the store each time it is asked for.
  public Settled settled(ConversationId conversation) {
    return new Settled() {
      @Override
      public Granted granted() {
        return reading.granted(conversation, now());
      }

      @Override
      public Set<String> approved() {
        return reading.approvedReasons(conversation, now(), MAX_CASES).stream()
            .flatMap(Stream::ofNullable)
            .collect(Collectors.toUnmodifiableSet());
      }
    };
  }
}
