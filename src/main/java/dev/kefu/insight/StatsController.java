package dev.kefu.insight;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import dev.kefu.escalation.SheetFile;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Reports over REST. Those who supervise see the whole shop, agents themselves; editors see what
/// became of the knowledge.
@RestController
class StatsController {

  /// A report reads much: one is made at a time, and who waits longer than this comes again.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Semaphore turn = new Semaphore(1, true);
  private final List<Reporting> reports;
  private final ShopProfile shop;
  private final Clock clock;

  StatsController(List<Reporting> reports, ShopProfile shop, Clock clock) {
    this.reports = List.copyOf(reports);
    this.shop = shop;
    this.clock = clock;
  }

  @GetMapping("/api/v1/stats/{report}")
  ResponseEntity<?> report(
      @AuthenticationPrincipal Staff staff,
      @PathVariable("report") String name,
      HttpServletRequest request) {
    var reporting =
        reports.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个报表"));
    var query =
        new QueryReader(request.getParameterMap(), shop.shop().zone(), clock.instant())
            .read(reporting.groupings());
    var scoped = Scope.of(staff, reporting, query);
    var format = request.getParameter("format");
    var language = Objects.requireNonNullElse(request.getParameter("language"), "zh");
    var report = inTurn(reporting, scoped);
    return format == null || format.equals("json")
        ? ResponseEntity.ok(report)
        : SheetFile.answer(ReportSheet.of(report), format, language, "kefu-" + report.report());
  }

  private Report inTurn(Reporting reporting, Query query) {
    try {
      if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Refusal(ErrorCode.UNAVAILABLE, "正在统计其他报表，请稍后再试");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ErrorCode.UNAVAILABLE, "服务正在停止");
    }
    try {
      return reporting.make(query);
    } finally {
      turn.release();
    }
  }
}
