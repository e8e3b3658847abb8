package dev.kefu.knowledge;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.knowledge.Publishing.Read;
import dev.kefu.knowledge.Releases.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What went out together, over REST: several articles at once, and back again.
@RestController
@RequestMapping("/api/v1/knowledge/releases")
class ReleaseController {

  private final Publishing publishing;
  private final Releases releases;
  private final ArticleTable table;
  private final ArticleVersions versions;
  private final Approval approval;
  private final PublishGate gate;

  ReleaseController(
      Publishing publishing,
      Releases releases,
      ArticleTable table,
      ArticleVersions versions,
      Approval approval,
      PublishGate gate) {
    this.publishing = publishing;
    this.releases = releases;
    this.table = table;
    this.versions = versions;
    this.approval = approval;
    this.gate = gate;
  }

  /// @param acceptWorse see [PublishGate#check]
  record NewRelease(List<Read> articles, @Nullable String note, @Nullable Boolean acceptWorse) {

    NewRelease {
      Read.requireDistinct(articles);
      note = Reason.checked(note);
    }
  }

  record Back(@Nullable String note) {
    Back {
      note = Reason.checked(note);
    }
  }

  /// @param release its number; left out when nothing had to change
  /// @param gone what was deleted and is not brought back; left out for none
  record Outcome(@Nullable Long release, List<Read> articles, @Nullable List<String> gone) {}

  record Items(long number, List<Item> articles) {}

  @GetMapping
  Page<Releases.Release> list(
      @RequestParam(defaultValue = "50") int limit, @RequestParam @Nullable String cursor) {
    var before = Cursor.number(cursor, Long.MAX_VALUE);
    return ArticleLists.page(
        releases.list(before, ArticleLists.checked(limit) + 1),
        limit,
        r -> r,
        last -> Cursor.of(last.number()));
  }

  @GetMapping("/{number}")
  Items items(@PathVariable long number) {
    var items = releases.items(number);
    if (items.isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有编号为 " + number + " 的发布");
    }
    return new Items(number, items);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Outcome publish(@AuthenticationPrincipal Staff staff, @RequestBody NewRelease body) {
    var articles = new ArrayList<Article>();
    for (var named : body.articles()) {
      var article = table.find(named.id()).orElseThrow(() -> Articles.notFound(named.id()));
      approval.requirePublisher(staff, article);
      // the risk was judged at this version; publishing any other one is refused
      if (named.version() != article.version()) {
        throw new VersionConflict(article.version());
      }
      articles.add(article);
    }
    gate.check(staff, articles, Boolean.TRUE.equals(body.acceptWorse()));
    return outcome(
        publishing.publish(body.articles(), ArticleController.author(staff), body.note()));
  }

  /// Editors bring back what has a low risk; who supervises brings back anything.
  @PostMapping("/{number}/rollback")
  Outcome rollBack(
      @AuthenticationPrincipal Staff staff,
      @PathVariable long number,
      @RequestBody(required = false) @Nullable Back body) {
    staff.require(Role.EDITOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    if (!staff.supervises() && publishing.changedSince(number).stream().anyMatch(this::isRisky)) {
      throw new Refusal(ErrorCode.FORBIDDEN, "回滚涉及中高风险的知识，请由主管操作");
    }
    var note = body == null ? null : body.note();
    return outcome(publishing.rollBack(number, ArticleController.author(staff), note));
  }

  private boolean isRisky(Item item) {
    return isRisky(item.article(), item.before()) || isRisky(item.article(), item.after());
  }

  private boolean isRisky(String article, @Nullable Long version) {
    return version != null
        && versions.find(article, version).filter(v -> v.fields().risk() != Risk.LOW).isPresent();
  }

  private static Outcome outcome(Publishing.Done done) {
    return new Outcome(
        done.release(),
        done.articles().stream().map(a -> new Read(a.id(), a.version())).toList(),
        done.gone().isEmpty() ? null : done.gone());
  }
}
