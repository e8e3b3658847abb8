package dev.kefu.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.kefu.account.TestStaff;
import dev.kefu.escalation.PlayedCases;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases as they were played, counted.
class EscalationsReportTest {

  @TempDir Path folder;
  private PlayedCases cases;

  @BeforeEach
  void open() {
    cases = PlayedCases.create(folder);
  }

  @AfterEach
  void close() {
    cases.close();
  }

  @Test
  void casesAreCountedByTheirEndAndMoneyAsTheLedgerBookedIt() {
    var approved = cases.open(PlayedCases.LI, 5_000);
    cases.approve(approved, Duration.ofMinutes(4));
    var rejected = cases.open(PlayedCases.LI, 5_100);
    cases.reject(rejected, Duration.ofMinutes(10));
    cases.open(PlayedCases.WANG, 5_200);
    cases.carryOut();

    var report = report(Grouping.AGENT, null);

    assertThat(report.totals())
        .contains(
            entry("cases", 3L),
            entry("granted_alone", 0L),
            entry("approved", 1L),
            entry("rejected", 1L),
            entry("pending", 1L),
            entry("approved_rate", 0.5),
            entry("decision_p50_ms", 240_000L),
            entry("decision_avg_ms", 420_000L),
            entry("grants", 1L),
            entry("granted_fen", booked()));
    assertThat(booked()).isEqualTo(5_000);
    assertThat(report.data().getFirst())
        .contains(entry("key", "usr_li"), entry("cases", 2L), entry("granted_fen", 5_000L));
    assertThat(report(Grouping.FORM, null).data().getFirst())
        .contains(entry("key", "refund"), entry("name", "退款"), entry("granted_fen", 5_000L));
    assertThat(report(Grouping.NONE, "usr_wang").totals())
        .contains(entry("cases", 1L), entry("granted_fen", 0L));
  }

  @Test
  void whatAnAgentMayGiveAloneIsNoDecisionOfASupervisor() {
    var alone = cases.open(PlayedCases.LI, 100);
    cases.carryOut();

    var totals = report(Grouping.NONE, null).totals();

    assertThat(cases.now(alone).status()).isEqualTo("granted");
    assertThat(totals)
        .contains(
            entry("cases", 1L),
            entry("granted_alone", 1L),
            entry("approved", 0L),
            entry("granted_fen", 100L))
        .doesNotContainKey("decision_avg_ms");
  }

  private long booked() {
    return cases
        .database()
        .reader()
        .sql("select coalesce(sum(amount_fen), 0) from ledger_entry where status = 'granted'")
        .query(Long.class)
        .single();
  }

  private Report report(Grouping by, @Nullable String agent) {
    var from = cases.now().minus(Duration.ofDays(1));
    var query =
        new Query(from, from.plus(Duration.ofDays(2)), TestReports.SHANGHAI, by, agent, null, 100);
    var names = new Names(TestStaff.directory(cases.database().writer()));
    return new EscalationsReport(cases.database().reader(), names).make(query);
  }
}
