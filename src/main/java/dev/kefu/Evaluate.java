package dev.kefu;

import dev.kefu.assist.IntentTrial;
import dev.kefu.base.StartRefused;
import dev.kefu.content.ContentError;
import dev.kefu.knowledge.Evaluation;
import dev.kefu.storage.Inspection;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/// Measures how good the program's suggestions are: by the questions a shop has pinned, or by a
/// folder of questions.
final class Evaluate {

  /// The word on the command line.
  static final String COMMAND = "evaluate";

  private static final int NOT_MEASURED = 1;

  private Evaluate() {}

  /// @param args the program's settings, which say where the shop's database is; or `--data=DIR`,
  ///   with it `--intents=FILE` for what the messages of each article want, and
  ///   `--kefu.knowledge-base=PATH` for the words of the shop
  /// @return 0, or 1 when it could not be measured
  static int run(PrintStream out, PrintStream err, String... args) {
    var options = new SimpleCommandLinePropertySource(args);
    var data = options.getProperty("data");
    var intents = options.getProperty("intents");
    return data == null && intents == null
        ? shop(out, err, args)
        : folder(data, intents, options.getProperty("kefu.knowledge-base"), out, err);
  }

  private static int shop(PrintStream out, PrintStream err, String... args) {
    int code =
        Inspection.run(
            err,
            args,
            reader -> {
              Evaluation.run(reader, Instant.now(), out);
              return 0;
            });
    return code == 0 ? 0 : NOT_MEASURED;
  }

  private static int folder(
      @Nullable String data,
      @Nullable String intents,
      @Nullable String words,
      PrintStream out,
      PrintStream err) {
    try {
      if (data == null) {
        throw new StartRefused(
            "Intents are measured on a folder of questions.", "Name it with --data=DIR.");
      }
      var shop = Path.of(words == null ? "knowledge-base" : words);
      var labels = intents == null ? null : Path.of(intents);
      Evaluation.run(
          Path.of(data),
          shop,
          out,
          meaning -> new IntentTrial(Path.of(data), shop, labels, meaning));
      return 0;
    } catch (StartRefused e) {
      err.println(e.getMessage());
      err.println(e.remedy());
    } catch (ContentError e) {
      err.println(e.getMessage());
    }
    return NOT_MEASURED;
  }
}
