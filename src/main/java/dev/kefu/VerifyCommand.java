package dev.kefu;

import dev.kefu.escalation.LedgerCheck;
import dev.kefu.storage.Inspection;
import java.io.PrintStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Proves from outside that what a shop has stored adds up: `java -jar kefu.jar verify`.
final class VerifyCommand {

  /// The word on the command line.
  static final String NAME = "verify";

  private static final int DIFFERS = 1;

  private VerifyCommand() {}

  /// @param args the program's settings
  /// @return 0 when everything adds up, 1 when something does not, 2 when it could not be read
  static int run(PrintStream out, PrintStream err, String... args) {
    return Inspection.run(err, args, database -> ledger(database, out));
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
    result.differences().forEach(each -> out.println("  " + each.grant() + ": " + each.what()));
    out.println(result.agrees() ? "ledger: adds up" : "ledger: does NOT add up");
    return result.agrees() ? 0 : DIFFERS;
  }
}
