package dev.kefu.outreach;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Outreach tasks over REST.
@RestController
@RequestMapping("/api/v1/tasks")
class TaskController {

  private static final int MAX_LIMIT = 200;

  private final Tasks tasks;
  private final TaskRows rows;

  TaskController(Tasks tasks, TaskRows rows) {
    this.tasks = tasks;
    this.rows = rows;
  }

  /// @param status `open` or `done`
  /// @param cursor id of the last task of the page before
  @GetMapping
  Page<Task> list(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "open") String status,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    staff.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应在 1 到 " + MAX_LIMIT + " 之间");
    }
    var last = cursor == null ? null : rows.find(cursor).orElseThrow(TaskController::badCursor);
    var found =
        rows.list(
            status(status),
            last == null ? Long.MIN_VALUE : last.dueAt().toEpochMilli(),
            last == null ? "" : last.id(),
            limit);
    return new Page<>(found, found.size() < limit ? null : found.getLast().id());
  }

  @PostMapping("/{id}/done")
  Task done(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    return tasks.done(staff, id);
  }

  private static TaskStatus status(String text) {
    for (var status : TaskStatus.values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
        return status;
      }
    }
    throw new Refusal(ErrorCode.BAD_REQUEST, "status 应为 open 或 done");
  }

  private static Refusal badCursor() {
    return new Refusal(ErrorCode.BAD_REQUEST, "cursor 无效");
  }
}
