package dev.kefu.knowledge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.knowledge.ArticleVersion.Author;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The articles over REST. All staff read; editors and administrators write. Editors publish what
/// has a low or medium risk; supervisors, managers and administrators publish anything.
@RestController
@RequestMapping("/api/v1/knowledge/articles")
class ArticleController {

  private static final int MAX_PAGE = 200;
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  private final Articles articles;
  private final ArticleTable table;
  private final ArticleVersions versions;

  ArticleController(Articles articles, ArticleTable table, ArticleVersions versions) {
    this.articles = articles;
    this.table = table;
    this.versions = versions;
  }

  /// One entry of an article's history.
  record VersionView(
      long version,
      ArticleVersion.Action action,
      Instant at,
      String by,
      @JsonUnwrapped ArticleFields fields) {

    static VersionView of(ArticleVersion version) {
      return new VersionView(
          version.version(),
          version.action(),
          version.at(),
          version.author().name(),
          version.fields());
    }
  }

  @GetMapping
  Page<ArticleView> list(
      @RequestParam @Nullable String q,
      @RequestParam @Nullable String status,
      @RequestParam @Nullable String stage,
      @RequestParam @Nullable String category,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam @Nullable String cursor) {
    var filter =
        new ArticleTable.Filter(
            emptyToNull(q),
            status == null ? null : Wire.get(ArticleStatus.class, status),
            stage == null ? null : Wire.get(ArticleStage.class, stage),
            emptyToNull(category));
    var found = table.list(filter, Cursor.place(cursor), checked(limit) + 1);
    return page(
        found,
        limit,
        ArticleView::of,
        last -> Cursor.of(new ArticleTable.Place(last.updatedAt(), last.id())));
  }

  @PostMapping
  ResponseEntity<ArticleView> add(
      @AuthenticationPrincipal Staff staff, @RequestBody ArticleBody body) {
    staff.require(Role.EDITOR, Role.ADMIN);
    var article = articles.create(body.id(), body.fields(), author(staff));
    return ResponseEntity.created(URI.create("/api/v1/knowledge/articles/" + article.id()))
        .eTag(etag(article))
        .body(ArticleView.of(article));
  }

  @GetMapping("/{id}")
  ResponseEntity<ArticleView> get(@PathVariable String id) {
    return answer(find(id));
  }

  @PutMapping("/{id}")
  ResponseEntity<ArticleView> save(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ArticleBody body) {
    staff.require(Role.EDITOR, Role.ADMIN);
    if (body.id() != null && !body.id().equals(id)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "正文里的编号与地址里的不同");
    }
    return answer(articles.save(id, read(id, ifMatch), body.fields(), author(staff)));
  }

  @PostMapping("/{id}/publish")
  ResponseEntity<ArticleView> publish(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    var article = find(id);
    switch (article.fields().risk()) {
      case LOW, MEDIUM -> staff.require(Role.EDITOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
      case HIGH -> staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    }
    long read = read(id, ifMatch);
    // the risk was judged at this version; publishing any other one is refused
    if (read != article.version()) {
      throw new VersionConflict(article.version());
    }
    return answer(articles.publish(id, read, author(staff)));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void retire(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    staff.require(Role.EDITOR, Role.ADMIN);
    articles.retire(id, read(id, ifMatch), author(staff));
  }

  @GetMapping("/{id}/versions")
  Page<VersionView> versions(
      @PathVariable String id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam @Nullable String cursor) {
    var before = Cursor.number(cursor, find(id).version() + 1);
    return page(
        versions.of(id, before, checked(limit) + 1),
        limit,
        VersionView::of,
        last -> Cursor.of(last.version()));
  }

  private Article find(String id) {
    return table.find(id).orElseThrow(() -> Articles.notFound(id));
  }

  /// The version a writer says it has read. Who does not say it gets the current one told.
  private long read(String id, @Nullable String ifMatch) {
    if ("*".equals(ifMatch)) {
      return find(id).version();
    }
    var matcher = ETAG.matcher(ifMatch == null ? "" : ifMatch.strip());
    if (!matcher.matches()) {
      throw new VersionConflict(find(id).version());
    }
    return Long.parseLong(matcher.group(1));
  }

  private static <T, V> Page<V> page(
      List<T> found, int limit, Function<T, V> view, Function<T, String> cursor) {
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        shown.stream().map(view).toList(),
        found.size() > limit ? cursor.apply(shown.getLast()) : null);
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 要在 1 到 " + MAX_PAGE + " 之间");
    }
    return limit;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  static Author author(Staff staff) {
    return new Author(staff.actorId(), staff.name());
  }

  private static ResponseEntity<ArticleView> answer(Article article) {
    return ResponseEntity.ok().eTag(etag(article)).body(ArticleView.of(article));
  }

  private static String etag(Article article) {
    return "\"" + article.version() + "\"";
  }
}
