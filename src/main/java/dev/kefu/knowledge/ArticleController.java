package dev.kefu.knowledge;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import dev.kefu.knowledge.ArticleVersion.Author;
import java.net.URI;
import java.time.Clock;
import java.util.List;
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

/// The articles over REST. All staff read; editors and administrators write. What happens between
/// writing and publishing is [ArticleLifeController]'s.
@RestController
@RequestMapping("/api/v1/knowledge/articles")
class ArticleController {

  private final Articles articles;
  private final Publishing publishing;
  private final ArticleTable table;
  private final ArticleLists lists;
  private final ListedArticles listed;
  private final GoneArticles gone;
  private final ArticleDeletion deletion;
  private final ShopProfile shop;
  private final Clock clock;

  ArticleController(
      Articles articles,
      Publishing publishing,
      ArticleTable table,
      ArticleLists lists,
      ListedArticles listed,
      GoneArticles gone,
      ArticleDeletion deletion,
      ShopProfile shop,
      Clock clock) {
    this.articles = articles;
    this.publishing = publishing;
    this.table = table;
    this.lists = lists;
    this.listed = listed;
    this.gone = gone;
    this.deletion = deletion;
    this.shop = shop;
    this.clock = clock;
  }

  /// @param sort what stands first, the greatest of it
  /// @param feedback only those about which staff have said something that nobody has settled
  /// @param unused only those that are published and have not been suggested lately
  @GetMapping
  Page<ListedView> list(
      @RequestParam @Nullable String q,
      @RequestParam @Nullable String status,
      @RequestParam @Nullable String life,
      @RequestParam @Nullable String stage,
      @RequestParam @Nullable String category,
      @RequestParam @Nullable String owner,
      @RequestParam(defaultValue = "false") boolean feedback,
      @RequestParam(defaultValue = "false") boolean unused,
      @RequestParam(defaultValue = "updated") String sort,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam @Nullable String cursor) {
    var filter =
        new ListedArticles.Filter(
            emptyToNull(q),
            status == null ? null : Wire.get(ArticleStatus.class, status),
            stage == null ? null : Wire.get(ArticleStage.class, stage),
            emptyToNull(category),
            emptyToNull(owner),
            feedback,
            unused);
    var wanted = life == null ? null : Wire.get(ArticleLife.class, life);
    var order = Wire.get(ListedArticles.Order.class, sort);
    return lists.page(filter, wanted, order, cursor, ArticleLists.checked(limit));
  }

  /// What a list can be narrowed by.
  ///
  /// @param feedback how many articles have some that nobody has settled
  record Choices(
      List<ListedArticles.Name> categories, List<ListedArticles.Name> owners, long feedback) {}

  @GetMapping("/choices")
  Choices choices() {
    return new Choices(listed.categories(), listed.owners(), listed.withFeedback());
  }

  @PostMapping
  ResponseEntity<ArticleView> add(
      @AuthenticationPrincipal Staff staff, @RequestBody ArticleBody body) {
    staff.require(Role.EDITOR, Role.ADMIN);
    var article = articles.create(body.id(), body.fields(), author(staff), body.why());
    return ResponseEntity.created(URI.create("/api/v1/knowledge/articles/" + article.id()))
        .eTag(IfMatch.tag(article.version()))
        .body(view(article));
  }

  @GetMapping("/{id}")
  ResponseEntity<ArticleView> get(@PathVariable String id) {
    return answer(table.find(id).orElseThrow(() -> notThere(id)));
  }

  /// Whoever comes from where it was sent or spoken of is told what it was called.
  private Refusal notThere(String id) {
    return gone.find(id)
        .map(was -> new Refusal(ErrorCode.NOT_FOUND, "“" + was.question() + "”已删除"))
        .orElseGet(() -> Articles.notFound(id));
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
    var read = IfMatch.read(ifMatch, find(id).version());
    return answer(articles.save(id, read, body.fields(), author(staff), body.why()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void retire(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam @Nullable String why) {
    staff.require(Role.EDITOR, Role.ADMIN);
    var read = new Publishing.Read(id, IfMatch.read(ifMatch, find(id).version()));
    publishing.retire(read, author(staff), Reason.checked(why));
  }

  private Article find(String id) {
    return table.find(id).orElseThrow(() -> Articles.notFound(id));
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  static Author author(Staff staff) {
    return new Author(staff.actorId(), staff.name());
  }

  private ResponseEntity<ArticleView> answer(Article article) {
    return ResponseEntity.ok().eTag(IfMatch.tag(article.version())).body(view(article));
  }

  private ArticleView view(Article article) {
    return ArticleView.of(article, shop.windows(), deletion.deletesAt(article), clock.instant());
  }
}
