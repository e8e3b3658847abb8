package dev.kefu.knowledge;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.knowledge.Publishing.Read;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The same change for many articles over REST, and back again, for those who write articles.
@RestController
@RequestMapping("/api/v1/knowledge/bulk-changes")
class BulkController {

  private final Bulk bulk;

  BulkController(Bulk bulk) {
    this.bulk = bulk;
  }

  /// @param articles at the versions that were read
  /// @param change what is done; not looked at when it is undone
  /// @param dryRun whether only to tell what would be done
  record BulkRequest(
      List<Read> articles,
      @Nullable BulkChange change,
      @Nullable Boolean dryRun,
      @Nullable String why) {

    BulkRequest {
      Read.requireDistinct(articles);
      why = Reason.checked(why);
    }
  }

  record BulkResult(long changed, long same, long errors, List<Bulk.Row> rows) {

    static BulkResult of(List<Bulk.Row> rows) {
      return new BulkResult(
          count(rows, Bulk.Outcome.CHANGED),
          count(rows, Bulk.Outcome.SAME),
          count(rows, Bulk.Outcome.ERROR),
          rows);
    }

    private static long count(List<Bulk.Row> rows, Bulk.Outcome outcome) {
      return rows.stream().filter(row -> row.outcome() == outcome).count();
    }
  }

  @PostMapping
  BulkResult changeMany(@AuthenticationPrincipal Staff staff, @RequestBody BulkRequest body) {
    staff.require(Role.EDITOR, Role.ADMIN);
    if (body.change() == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 change");
    }
    var dryRun = Boolean.TRUE.equals(body.dryRun());
    return BulkResult.of(
        bulk.change(
            body.articles(), body.change(), dryRun, ArticleController.author(staff), body.why()));
  }

  /// `articles` at the versions that the change has made.
  @PostMapping("/undo")
  BulkResult undoMany(@AuthenticationPrincipal Staff staff, @RequestBody BulkRequest body) {
    staff.require(Role.EDITOR, Role.ADMIN);
    return BulkResult.of(
        bulk.undo(body.articles(), staff, ArticleController.author(staff), body.why()));
  }
}
