package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.knowledge.Knowledge;
import dev.kefu.knowledge.Question;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Gaps over REST, for editors and those who supervise.
@RestController
@RequestMapping("/api/v1/knowledge/gaps")
class GapController {

  private static final int MAX_LIMIT = 200;

  /// Questions that a draft and a best answer are made of.
  private static final int LOOKED_AT = 40;

  private static final int NEAR = 3;

  private final GapList list;
  private final GapDesk desk;
  private final Knowledge knowledge;
  private final Clock clock;

  GapController(GapList list, GapDesk desk, Knowledge knowledge, Clock clock) {
    this.list = list;
    this.desk = desk;
    this.knowledge = knowledge;
    this.clock = clock;
  }

  /// @param movedAt what was read, as all below; null for whoever does not mind who was there
  ///   before
  record Answer(@Nullable String article, @Nullable Instant movedAt) {}

  record Ignore(@Nullable String reason, @Nullable Instant movedAt) {}

  record Reopen(@Nullable Instant movedAt) {}

  record Assign(@Nullable String staff) {}

  @GetMapping
  Page<GapView> list(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "open") String status,
      @RequestParam(required = false) @Nullable String stage,
      @RequestParam(required = false) @Nullable String product,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    GapDesk.require(staff);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应在 1 到 " + MAX_LIMIT + " 之间");
    }
    var filter =
        new GapList.Filter(
            null, status(status), stage(stage), product, source(source), emptyToNull(q));
    int offset = offset(cursor);
    var now = clock.instant();
    var found = list.list(filter, now, offset, limit);
    return new Page<>(
        views(staff, found, now), found.size() < limit ? null : Integer.toString(offset + limit));
  }

  private List<GapView> views(Staff staff, List<GapList.Counted> found, Instant now) {
    var ids = found.stream().map(each -> each.gap().id()).toList();
    var sources = list.sources(ids, now);
    var samples = list.samples(ids);
    return found.stream()
        .map(each ->
            GapView.of(
                each,
                sources.getOrDefault(each.gap().id(), Map.of()),
                samples.getOrDefault(each.gap().id(), List.of()),
                staff.supervises(),
                null,
                null))
        .toList();
  }

  @GetMapping("/{id}")
  GapView find(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    GapDesk.require(staff);
    return view(staff, id);
  }

  private GapView view(Staff staff, String id) {
    var now = clock.instant();
    var counted = list.find(id, now).orElseThrow(GapDesk::notFound);
    var samples = list.samples(List.of(id), LOOKED_AT).getOrDefault(id, List.of());
    return GapView.of(
        counted,
        list.sources(List.of(id), now).getOrDefault(id, Map.of()),
        samples,
        staff.supervises(),
        GapView.draft(counted, samples, knowledge::inCharacters),
        near(counted.gap().question(), now));
  }

  private List<GapView.Near> near(String question, Instant now) {
    return knowledge.search(new Question(question, null, null, null, now, NEAR)).stream()
        .map(GapView.Near::of)
        .toList();
  }

  @PostMapping("/{id}/answer")
  GapView answer(
      @AuthenticationPrincipal Staff staff, @PathVariable String id, @RequestBody Answer answer) {
    desk.answered(staff, id, answer.article(), answer.movedAt());
    return view(staff, id);
  }

  @PostMapping("/{id}/ignore")
  GapView ignore(
      @AuthenticationPrincipal Staff staff, @PathVariable String id, @RequestBody Ignore ignore) {
    desk.ignored(staff, id, ignore.reason(), ignore.movedAt());
    return view(staff, id);
  }

  @PostMapping("/{id}/reopen")
  GapView reopen(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestBody(required = false) @Nullable Reopen reopen) {
    desk.reopened(staff, id, reopen == null ? null : reopen.movedAt());
    return view(staff, id);
  }

  @PutMapping("/{id}/assignee")
  GapView assign(
      @AuthenticationPrincipal Staff staff, @PathVariable String id, @RequestBody Assign assign) {
    desk.assign(staff, id, assign.staff());
    return view(staff, id);
  }

  private static Gap.@Nullable Status status(String text) {
    return "all".equals(text)
        ? null
        : Stream.of(Gap.Status.values())
            .filter(status -> status.wire().equals(text))
            .findFirst()
            .orElseThrow(() ->
                new Refusal(ErrorCode.BAD_REQUEST, "status 应为 open、answered、closed、ignored 或 all"));
  }

  private static @Nullable String stage(@Nullable String text) {
    if (text == null
        || Stream.of(Stage.values())
            .anyMatch(stage -> stage.name().toLowerCase(Locale.ROOT).equals(text))) {
      return text;
    }
    throw new Refusal(ErrorCode.BAD_REQUEST, "stage 应为 pre_sale 或 after_sale");
  }

  private static @Nullable String source(@Nullable String text) {
    if (text == null
        || Stream.of(GapSource.values()).anyMatch(source -> source.wire().equals(text))) {
      return text;
    }
    throw new Refusal(ErrorCode.BAD_REQUEST, "source 无效");
  }

  private static int offset(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("\\d{1,6}")) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "cursor 无效");
    }
    return Integer.parseInt(cursor);
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
