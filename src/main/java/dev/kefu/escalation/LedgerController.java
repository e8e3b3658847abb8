package dev.kefu.escalation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Every grant as it stands, from the append-only ledger.
@RestController
class LedgerController {

  private static final int MAX_ROWS = 1_000;

  private final JdbcClient jdbc;

  LedgerController(@ReadOnly JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param rule what allowed it; null when it was decided
  /// @param decision the case whose decision allowed it; null when a rule did
  /// @param at of its last step
  /// @param status `granting granted failed unknown`
  record Entry(
      String id,
      @JsonProperty("case") String ofCase,
      @Nullable String order,
      String shopper,
      long amountFen,
      String form,
      @Nullable String rule,
      @Nullable String decision,
      String by,
      Instant at,
      String status) {}

  /// @param from the first moment; the beginning when left out
  /// @param to the first moment no longer meant; no end when left out
  @GetMapping("/api/v1/ledger")
  Page<Entry> ledger(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    var entries =
        jdbc.sql(
                """
                select grant_id, case_id, order_id, shopper, amount_fen, form, rule, decision, booked_by,
                  at, status
                from ledger_entry e
                where step = (select max(step) from ledger_entry l where l.grant_id = e.grant_id)
                  and at >= :from and at < :to
                order by at desc, grant_id limit :limit
                """)
            .param("from", millis(from, 0))
            .param("to", millis(to, Long.MAX_VALUE))
            .param("limit", MAX_ROWS)
            .query((row, _) ->
                new Entry(
                    row.getString("grant_id"),
                    row.getString("case_id"),
                    row.getString("order_id"),
                    row.getString("shopper"),
                    row.getLong("amount_fen"),
                    row.getString("form"),
                    row.getString("rule"),
                    row.getString("decision"),
                    row.getString("booked_by"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    row.getString("status")))
            .list();
    return Page.all(entries);
  }

  private static long millis(@Nullable String time, long otherwise) {
    if (time == null) {
      return otherwise;
    }
    try {
      return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "时间应为带时区的 RFC 3339");
    }
  }
}
