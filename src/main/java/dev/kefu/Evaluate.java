package dev.kefu;

import dev.kefu.assist.IntentTrial;
import dev.kefu.base.StartRefused;
import dev.kefu.content.ContentError;
import dev.kefu.knowledge.Evaluation;
import java.io.PrintStream;
import java.nio.file.Path;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/// Measures on a folder of questions how good the program's suggestions are.
final class Evaluate {

  /// The word on the command line.
  static final String COMMAND = "evaluate";

  private Evaluate() {}

  /// @param args `--data=DIR`, `--intents=FILE` for what the messages of each article want, and
  ///   `--kefu.knowledge-base=PATH` for the words of the shop
  /// @return 0, or 1 when it could not be measured
  static int run(PrintStream out, PrintStream err, String... args) {
    var options = new SimpleCommandLinePropertySource(args);
    var data = options.getProperty("data");
    var words = options.getProperty("kefu.knowledge-base");
    var intents = options.getProperty("intents");
    try {
      if (data == null) {
        throw new StartRefused("No questions are named.", "Name their folder with --data=DIR.");
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
    return 1;
  }
}
