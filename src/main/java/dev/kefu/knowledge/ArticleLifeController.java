package dev.kefu.knowledge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The steps of an article's life over REST, and its history.
@RestController
@RequestMapping("/api/v1/knowledge/articles/{id}")
class ArticleLifeController {

  private final Articles articles;
  private final Publishing publishing;
  private final Approval approval;
  private final PublishGate gate;
  private final ArticleTable table;
  private final ArticleVersions versions;
  private final Releases releases;
  private final WordDiff diff;
  private final ArticleDeletion deletion;
  private final ShopProfile shop;
  private final Clock clock;

  ArticleLifeController(
      Articles articles,
      Publishing publishing,
      Approval approval,
      PublishGate gate,
      ArticleTable table,
      ArticleVersions versions,
      Releases releases,
      WordDiff diff,
      ArticleDeletion deletion,
      ShopProfile shop,
      Clock clock) {
    this.articles = articles;
    this.publishing = publishing;
    this.approval = approval;
    this.gate = gate;
    this.table = table;
    this.versions = versions;
    this.releases = releases;
    this.diff = diff;
    this.deletion = deletion;
    this.shop = shop;
    this.clock = clock;
  }

  /// @param version what to restore; looked at there only
  /// @param acceptWorse see [PublishGate#check]; looked at there only
  record Step(@Nullable String why, @Nullable Long version, @Nullable Boolean acceptWorse) {
    static final Step PLAIN = new Step(null, null, null);

    Step {
      why = Reason.checked(why);
    }
  }

  /// One entry of an article's history.
  record VersionView(
      long version,
      ArticleVersion.Action action,
      Instant at,
      String by,
      @Nullable String why,
      @JsonUnwrapped ArticleFields fields) {

    static VersionView of(ArticleVersion version) {
      return new VersionView(
          version.version(),
          version.action(),
          version.at(),
          version.author().name(),
          version.why(),
          version.fields());
    }
  }

  /// What differs.
  ///
  /// @param from left out when nothing was ever published to compare with
  /// @param published how `from` is found; left out when it was named
  record DiffView(
      @Nullable Long from,
      long to,
      @Nullable PublishedView published,
      List<WordDiff.FieldDiff> fields) {}

  /// How shoppers' questions find a version, or found it last.
  ///
  /// @param at since when
  /// @param life whether it holds now; left out once it is out of use
  /// @param until when it went out of use; left out while it is not
  record PublishedView(
      Instant at, String by, @Nullable ArticleLife life, @Nullable Instant until) {}

  @PostMapping("/submit")
  ResponseEntity<ArticleView> submit(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable Step body) {
    staff.require(Role.EDITOR, Role.ADMIN);
    var step = orPlain(body);
    return answer(
        articles.submit(id, read(id, ifMatch), ArticleController.author(staff), step.why()));
  }

  /// Who might have published it may give it back.
  @PostMapping("/reject")
  ResponseEntity<ArticleView> reject(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable Step body) {
    staff.require(Role.EDITOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    var step = orPlain(body);
    return answer(
        articles.reject(id, read(id, ifMatch), ArticleController.author(staff), step.why()));
  }

  @PostMapping("/publish")
  ResponseEntity<ArticleView> publish(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable Step body) {
    var article = find(id);
    approval.requirePublisher(staff, article);
    long read = read(id, ifMatch);
    // the risk was judged at this version; publishing any other one is refused
    if (read != article.version()) {
      throw new VersionConflict(article.version());
    }
    var step = orPlain(body);
    gate.check(staff, List.of(article), Boolean.TRUE.equals(step.acceptWorse()));
    var done =
        publishing.publish(
            List.of(new Publishing.Read(id, read)), ArticleController.author(staff), step.why());
    return answer(done.articles().getFirst());
  }

  @PostMapping("/restore")
  ResponseEntity<ArticleView> restore(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Step step) {
    staff.require(Role.EDITOR, Role.ADMIN);
    if (step.version() == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 version");
    }
    return answer(
        articles.restore(
            id, read(id, ifMatch), step.version(), ArticleController.author(staff), step.why()));
  }

  @GetMapping("/versions")
  Page<VersionView> versions(
      @PathVariable String id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam @Nullable String cursor) {
    var before = Cursor.number(cursor, find(id).version() + 1);
    return ArticleLists.page(
        versions.of(id, before, ArticleLists.checked(limit) + 1),
        limit,
        VersionView::of,
        last -> Cursor.of(last.version()));
  }

  @GetMapping("/versions/{version}")
  VersionView version(@PathVariable String id, @PathVariable long version) {
    return VersionView.of(found(id, version));
  }

  /// What has changed from one version to another, word by word. Without `from`: what a version
  /// changes for shoppers when it is published.
  @GetMapping("/diff")
  DiffView diff(@PathVariable String id, @RequestParam @Nullable Long from, @RequestParam long to) {
    var now = found(id, to).fields();
    if (from == null) {
      return releases
          .lastFound(id)
          .map(last -> diff(last, found(id, last.version()).fields(), to, now))
          .orElseGet(() -> new DiffView(null, to, null, diff.between(null, now)));
    }
    return new DiffView(from, to, null, diff.between(found(id, from).fields(), now));
  }

  private DiffView diff(Releases.Found last, ArticleFields old, long to, ArticleFields now) {
    var life =
        last.until() == null ? ArticleLife.published(old, shop.windows(), clock.instant()) : null;
    var published = new PublishedView(last.at(), last.by(), life, last.until());
    return new DiffView(last.version(), to, published, diff.between(old, now));
  }

  private ArticleVersion found(String id, long version) {
    return versions.find(id, version).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个版本"));
  }

  private static Step orPlain(@Nullable Step body) {
    return body == null ? Step.PLAIN : body;
  }

  private Article find(String id) {
    return table.find(id).orElseThrow(() -> Articles.notFound(id));
  }

  private long read(String id, @Nullable String ifMatch) {
    return IfMatch.read(ifMatch, find(id).version());
  }

  private ResponseEntity<ArticleView> answer(Article article) {
    return ResponseEntity.ok()
        .eTag(IfMatch.tag(article.version()))
        .body(
            ArticleView.of(article, shop.windows(), deletion.deletesAt(article), clock.instant()));
  }
}
