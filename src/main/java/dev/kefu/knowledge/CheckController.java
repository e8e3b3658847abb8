package dev.kefu.knowledge;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.content.ShopProfile;
import dev.kefu.knowledge.PinnedQuestions.Fate;
import dev.kefu.knowledge.PinnedQuestions.Pinned;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What an editor is told while writing, over REST: nothing here changes an article.
@RestController
@RequestMapping("/api/v1/knowledge")
class CheckController {

  private static final int MAX_QUESTION = 200;
  private static final int MAX_SKU = 60;

  private final NearArticles nearArticles;
  private final PinnedQuestions pinned;
  private final Impact impact;
  private final Distinct distinct;
  private final ArticleTable table;
  private final ShopProfile shop;
  private final Findings findings;
  private final TransactionTemplate transactions;
  private final Clock clock;

  CheckController(
      NearArticles nearArticles,
      PinnedQuestions pinned,
      Impact impact,
      Distinct distinct,
      ArticleTable table,
      ShopProfile shop,
      Findings findings,
      TransactionTemplate transactions,
      Clock clock) {
    this.nearArticles = nearArticles;
    this.pinned = pinned;
    this.impact = impact;
    this.distinct = distinct;
    this.table = table;
    this.shop = shop;
    this.findings = findings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// @param errors what keeps it from being saved
  /// @param findings what to look at twice
  /// @param near the nearest three published articles
  /// @param blocked whether one of them keeps it from being published
  record Checks(
      List<Mistake> errors,
      List<Lint.Finding> findings,
      List<NearArticles.Neighbour> near,
      boolean blocked) {}

  record NewPin(
      @Nullable String question,
      @Nullable Stage stage,
      @Nullable String sku,
      @Nullable String article) {}

  /// @param article what would be published; left out for how they fare now
  record Run(@Nullable ArticleBody article) {}

  record Fates(List<Fate> results, long right, long worse) {}

  record Marked(@Nullable String article, @Nullable String why) {}

  @PostMapping("/checks")
  Checks check(@RequestBody ArticleBody body) {
    var fields = body.fields();
    var near =
        fields.question().isEmpty()
            ? List.<NearArticles.Neighbour>of()
            : nearArticles.of(body.id(), fields);
    return new Checks(
        ArticleRules.mistakes(fields, shop.windows()),
        findings.of(fields),
        near,
        near.stream().anyMatch(NearArticles.Neighbour::blocks));
  }

  /// What an edit would change for last week's shoppers.
  @PostMapping("/impact")
  Impact.Preview impact(@AuthenticationPrincipal Staff staff, @RequestBody ArticleBody body) {
    requireEditor(staff);
    return impact.of(proposed(body));
  }

  @PostMapping("/articles/{id}/distinct")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void tellApart(
      @AuthenticationPrincipal Staff staff, @PathVariable String id, @RequestBody Marked marked) {
    requireEditor(staff);
    var other = marked.article() == null ? "" : marked.article();
    var why = Reason.checked(marked.why());
    if (why == null || other.equals(id)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "请写明两条知识的区别（why）");
    }
    requireThere(id);
    requireThere(other);
    transactions.executeWithoutResult(
        _ -> distinct.mark(id, other, why, ArticleController.author(staff), clock.instant()));
  }

  @GetMapping("/tests")
  Page<Pinned> tests() {
    return Page.all(pinned.all());
  }

  @PostMapping("/tests")
  @ResponseStatus(HttpStatus.CREATED)
  Pinned pin(@AuthenticationPrincipal Staff staff, @RequestBody NewPin body) {
    requireEditor(staff);
    var question = body.question() == null ? "" : body.question().strip();
    var sku = body.sku() == null || body.sku().isBlank() ? null : body.sku().strip();
    if (question.isEmpty()
        || question.length() > MAX_QUESTION
        || (sku != null && sku.length() > MAX_SKU)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "question 要有 1 至 " + MAX_QUESTION + " 个字符");
    }
    if (body.article() != null) {
      requireThere(body.article());
    }
    return pinned.add(
        new Pinned("", question, body.stage(), sku, body.article(), staff.name(), Instant.EPOCH));
  }

  @DeleteMapping("/tests/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unpin(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    requireEditor(staff);
    pinned.remove(id);
  }

  @PostMapping("/tests/runs")
  Fates run(@RequestBody Run run) {
    var fates = pinned.rehearse(run.article() == null ? List.of() : proposed(run.article()));
    return new Fates(
        fates,
        fates.stream().filter(Fate::right).count(),
        fates.stream().filter(f -> f.verdict() == PinnedQuestions.Verdict.WORSE).count());
  }

  private static List<Published> proposed(ArticleBody body) {
    return List.of(Rehearsals.proposed(body));
  }

  private void requireThere(String id) {
    if (table.find(id).isEmpty()) {
      throw Articles.notFound(id);
    }
  }

  static void requireEditor(Staff staff) {
    staff.require(Role.EDITOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  }
}
