package dev.kefu;

import dev.kefu.escalation.LedgerCheck;
import dev.kefu.evidence.EvidenceCheck;
import dev.kefu.evidence.EvidenceFiles;
import dev.kefu.storage.Inspection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Proves from outside that what a shop has stored adds up and is what was stored: `java -jar
/// kefu.jar verify`.
final class VerifyCommand {

  /// The word on the command line.
  static final String NAME = "verify";

  private static final String FILE = "--file=";
  private static final int DIFFERS = 1;

  private VerifyCommand() {}

  /// @param args the program's settings; or `--file=PATH`, an evidence file, which needs none
  /// @return 0 when everything adds up, 1 when something does not, 2 when it could not be read
  static int run(PrintStream out, PrintStream err, String... args) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(FILE))
        .findFirst()
        .map(arg -> file(Path.of(arg.substring(FILE.length())), out, err))
        .orElseGet(() ->
            Inspection.run(
                err, args, database -> Math.max(ledger(database, out), seals(database, out))));
  }

  private static int file(Path file, PrintStream out, PrintStream err) {
    try {
      return tell(out, file.toString(), EvidenceFiles.check(file));
    } catch (IOException e) {
      err.println(file + " could not be read: " + e);
      return Inspection.NOT_POSSIBLE;
    }
  }

  private static int ledger(JdbcClient database, PrintStream out) {
    var result = LedgerCheck.run(database);
    out.printf(
        "ledger: %d grants, %d lines, granted %d fen, failed %d fen, outstanding %d fen%n",
        result.grants(),
        result.lines(),
        result.grantedFen(),
        result.failedFen(),
        result.outstandingFen());
    return tell(
        out,
        "ledger",
        result.differences().stream().map(each -> each.grant() + ": " + each.what()).toList());
  }

  private static int seals(JdbcClient database, PrintStream out) {
    var result = EvidenceCheck.run(database);
    out.printf(
        "evidence: %d seals (%d over what was erased), chain %s, %d events not sealed yet%n",
        result.seals(), result.erased(), result.head(), result.unsealed());
    return tell(
        out,
        "evidence",
        result.differences().stream()
            .map(each -> "seal %d, %s: %s".formatted(each.seal(), each.conversation(), each.what()))
            .toList());
  }

  private static int tell(PrintStream out, String what, List<String> differences) {
    differences.forEach(each -> out.println("  " + each));
    out.println(what + (differences.isEmpty() ? ": adds up" : ": does NOT add up"));
    return differences.isEmpty() ? 0 : DIFFERS;
  }
}
