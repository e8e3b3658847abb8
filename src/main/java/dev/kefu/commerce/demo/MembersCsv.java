package dev.kefu.commerce.demo;

import dev.kefu.content.ContentFile;
import dev.kefu.content.CsvFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The members as `members.csv` tells them.
record MembersCsv(List<Rows.MemberRow> rows) {

  static final MembersCsv NONE = new MembersCsv(List.of());

  /// 新客 is who has joined lately; promotions may be for one of these.
  static final Set<String> TIERS = Set.of("新客", "普通会员", "银卡会员", "金卡会员", "钻石会员");

  private static final int MAX_POINTS = 1_000_000_000;

  static MembersCsv read(ContentFile file, Instant importedAt) {
    var rows = new ArrayList<Rows.MemberRow>();
    var buyers = new HashSet<String>();
    for (var csv : CsvFile.read(file, "buyer", "name", "tier", "points", "phone", "joined_at")) {
      var row =
          new Rows.MemberRow(
              Csv.code(csv, "buyer"),
              Csv.text(csv, "name"),
              csv.oneOf("tier", TIERS),
              csv.integer("points", 0, MAX_POINTS),
              Csv.text(csv, "phone"),
              csv.time("joined_at", importedAt).toEpochMilli());
      if (!buyers.add(row.buyer())) {
        throw csv.error("buyer", "'" + row.buyer() + "' stands twice");
      }
      rows.add(row);
    }
    return new MembersCsv(rows);
  }
}
