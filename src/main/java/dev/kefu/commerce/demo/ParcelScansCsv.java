package dev.kefu.commerce.demo;

import dev.kefu.content.ContentFile;
import dev.kefu.content.CsvFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Where the parcels were seen, as `parcel-scans.csv` tells it.
record ParcelScansCsv(List<Rows.ScanRow> rows) {

  static final ParcelScansCsv NONE = new ParcelScansCsv(List.of());

  static ParcelScansCsv read(ContentFile file, ParcelsCsv parcels, Instant importedAt) {
    var rows = new ArrayList<Rows.ScanRow>();
    var last = new HashMap<String, Rows.ScanRow>();
    for (var csv : CsvFile.read(file, "parcel", "at", "place", "text")) {
      var parcel = csv.required("parcel");
      if (!parcels.rows().containsKey(parcel)) {
        throw csv.error("parcel", "'" + parcel + "' is not in parcels.csv");
      }
      var at = csv.time("at", importedAt).toEpochMilli();
      var before = last.get(parcel);
      if (before != null && at < before.scannedAt()) {
        throw csv.error("at", "is before the parcel's scan that stands above it");
      }
      var row =
          new Rows.ScanRow(
              parcel,
              before == null ? 1 : before.step() + 1,
              at,
              Csv.text(csv, "place"),
              Csv.text(csv, "text"));
      last.put(parcel, row);
      rows.add(row);
    }
    return new ParcelScansCsv(rows);
  }
}
