package dev.kefu.outreach;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.outreach.ShelfAlerts.ShelfAlert;
import dev.kefu.outreach.TaskRows.Batch;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Outreach tasks over REST.
@RestController
@RequestMapping("/api/v1")
class TaskController {

  private static final int MAX_LIMIT = 200;

  private final Tasks tasks;
  private final TaskRows rows;
  private final Sending sending;
  private final ShelfAlerts alerts;

  TaskController(Tasks tasks, TaskRows rows, Sending sending, ShelfAlerts alerts) {
    this.tasks = tasks;
    this.rows = rows;
    this.sending = sending;
    this.alerts = alerts;
  }

  /// @param text null for the prepared words
  /// @param override why it is sent past a warning
  /// @param version of the task its author has read
  record One(@Nullable String text, @Nullable String override, @Nullable Integer version) {}

  /// @param cause which batch
  /// @param versions of the tasks its author has read
  record All(
      @Nullable String cause,
      @Nullable String text,
      @Nullable String override,
      @Nullable Map<String, Integer> versions) {}

  /// @param status `open`, `sent` or `done`
  /// @param cursor id of the last task of the page before
  @GetMapping("/tasks")
  Page<Task> list(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "open") String status,
      @RequestParam(required = false) @Nullable String cause,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    requireServing(staff);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应在 1 到 " + MAX_LIMIT + " 之间");
    }
    var last = cursor == null ? null : rows.find(cursor).orElseThrow(TaskController::badCursor);
    var found =
        rows.list(
            status(status),
            cause,
            last == null ? Long.MIN_VALUE : last.dueAt().toEpochMilli(),
            last == null ? "" : last.id(),
            limit);
    return new Page<>(found, found.size() < limit ? null : found.getLast().id());
  }

  /// What waits, by what it has in common.
  @GetMapping("/tasks/batches")
  Page<Batch> batches(@AuthenticationPrincipal Staff staff) {
    requireServing(staff);
    return Page.all(rows.batches(MAX_LIMIT));
  }

  /// Reviewed once, sent to all whom it concerns, each once.
  @PostMapping("/tasks/batches/send")
  Sending.Sent sendAll(@AuthenticationPrincipal Staff staff, @RequestBody All words) {
    if (words.cause() == null || words.cause().isBlank()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 cause");
    }
    return sending.sendAll(
        staff, words.cause(), new Sending.Words(words.text(), words.override(), words.versions()));
  }

  @PostMapping("/tasks/{id}/send")
  Task send(@AuthenticationPrincipal Staff staff, @PathVariable String id, @RequestBody One words) {
    var version = words.version();
    return sending.send(
        staff,
        id,
        new Sending.Words(
            words.text(), words.override(), version == null ? null : Map.of(id, version)));
  }

  @PostMapping("/tasks/{id}/done")
  Task done(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    return tasks.done(staff, id);
  }

  /// On sale, and nothing left.
  @GetMapping("/shelf-alerts")
  Page<ShelfAlert> shelfAlerts(@AuthenticationPrincipal Staff staff) {
    staff.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN, Role.EDITOR);
    return Page.all(alerts.open(MAX_LIMIT));
  }

  private static void requireServing(Staff staff) {
    staff.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  }

  private static TaskStatus status(String text) {
    for (var status : TaskStatus.values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
        return status;
      }
    }
    throw new Refusal(ErrorCode.BAD_REQUEST, "status 应为 open、sent 或 done");
  }

  private static Refusal badCursor() {
    return new Refusal(ErrorCode.BAD_REQUEST, "cursor 无效");
  }
}
