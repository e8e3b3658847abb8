package dev.kefu.knowledge;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.content.WindowBook;
import dev.kefu.content.Windows;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The named windows over REST: the one place where the dates of a promotion or a holiday are
/// changed. All staff read; editors, and who supervises, write. A window is not deleted: it ends.
@RestController
@RequestMapping("/api/v1/knowledge/windows")
class WindowController {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
  private static final int MAX_TITLE = 60;

  private final WindowBook book;
  private final ArticleTable table;
  private final TransactionTemplate transactions;
  private final Clock clock;

  WindowController(
      WindowBook book, ArticleTable table, TransactionTemplate transactions, Clock clock) {
    this.book = book;
    this.table = table;
    this.transactions = transactions;
    this.clock = clock;
  }

  enum State {
    COMING,
    OPEN,
    OVER
  }

  /// @param articles how many name it
  /// @param overlaps the names of others that hold at a moment of this one, which is seldom meant
  record WindowView(
      String name,
      String title,
      Instant from,
      Instant until,
      State state,
      int articles,
      List<String> overlaps,
      long version,
      Instant updatedAt,
      String updatedBy) {}

  /// What the server alone decides may stand in it and is not looked at.
  record WindowBody(
      @Nullable String name,
      String title,
      Instant from,
      Instant until,
      @Nullable State state,
      @Nullable Integer articles,
      @Nullable List<String> overlaps,
      @Nullable Long version,
      @Nullable Instant updatedAt,
      @Nullable String updatedBy) {

    Windows.Window window(String named) {
      var mistakes = new ArrayList<Mistake>();
      if (!NAME.matcher(named).matches()) {
        mistakes.add(new Mistake("name", "要以小写字母开头，后接至多 59 个小写字母、数字或下划线"));
      }
      if (title == null || title.isBlank() || title.strip().length() > MAX_TITLE) {
        mistakes.add(new Mistake("title", "要有 1 至 " + MAX_TITLE + " 个字符"));
      }
      if (from == null || until == null || !from.isBefore(until)) {
        mistakes.add(new Mistake("until", "要晚于 from"));
      }
      Articles.refuse(mistakes);
      return new Windows.Window(named, title.strip(), from, until);
    }
  }

  @GetMapping
  Page<WindowView> list() {
    var all = book.all();
    return Page.all(all.stream().map(entry -> view(entry, all)).toList());
  }

  @PostMapping
  ResponseEntity<WindowView> add(
      @AuthenticationPrincipal Staff staff, @RequestBody WindowBody body) {
    requireWriter(staff);
    var window = body.window(body.name() == null ? "" : body.name());
    var added = transactions.execute(_ -> book.add(window, clock.instant(), staff.name()));
    if (!Boolean.TRUE.equals(added)) {
      throw new Refusal(ErrorCode.CONFLICT, "已有名为 " + window.name() + " 的窗口");
    }
    var view = found(window.name());
    return ResponseEntity.created(URI.create("/api/v1/knowledge/windows/" + window.name()))
        .eTag(IfMatch.tag(view.version()))
        .body(view);
  }

  @GetMapping("/{name}")
  ResponseEntity<WindowView> get(@PathVariable String name) {
    return answer(found(name));
  }

  @PutMapping("/{name}")
  ResponseEntity<WindowView> change(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String name,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody WindowBody body) {
    requireWriter(staff);
    long read = IfMatch.read(ifMatch, found(name).version());
    var window = body.window(name);
    transactions.executeWithoutResult(
        _ -> book.change(window, read, clock.instant(), staff.name()));
    return answer(found(name));
  }

  private static void requireWriter(Staff staff) {
    staff.require(Role.EDITOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  }

  private WindowView found(String name) {
    var all = book.all();
    return all.stream()
        .filter(e -> e.window().name().equals(name))
        .findFirst()
        .map(e -> view(e, all))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个窗口"));
  }

  private static ResponseEntity<WindowView> answer(WindowView view) {
    return ResponseEntity.ok().eTag(IfMatch.tag(view.version())).body(view);
  }

  private WindowView view(WindowBook.Entry entry, List<WindowBook.Entry> all) {
    var window = entry.window();
    var now = clock.instant();
    var state =
        now.isBefore(window.from()) ? State.COMING : window.holds(now) ? State.OPEN : State.OVER;
    var overlaps =
        all.stream()
            .map(WindowBook.Entry::window)
            .filter(w -> !w.name().equals(window.name()))
            .filter(w -> w.from().isBefore(window.until()) && window.from().isBefore(w.until()))
            .map(Windows.Window::name)
            .toList();
    return new WindowView(
        window.name(),
        window.title(),
        window.from(),
        window.until(),
        state,
        table.naming(window.name()),
        overlaps,
        entry.version(),
        entry.updatedAt(),
        entry.updatedBy());
  }
}
