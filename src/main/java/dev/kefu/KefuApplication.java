package dev.kefu;

import dev.kefu.storage.Move;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class KefuApplication {

  /// Serves the shop, or does what the first word says: moves its data to another database,
  /// verifies it, or measures how good the suggestions are.
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(Move.COMMAND)) {
      System.exit(Move.run(System.out, System.err, args));
    }
    if (args.length > 0 && args[0].equals(VerifyCommand.NAME)) {
      System.exit(VerifyCommand.run(System.out, System.err, args));
    }
    if (args.length > 0 && args[0].equals(Evaluate.COMMAND)) {
      System.exit(Evaluate.run(System.out, System.err, args));
    }
    Thread.ofVirtual()
        .start(
            () -> LeftBehind.remove(Path.of(System.getProperty("java.io.tmpdir")), Instant.now()));
    SpringApplication.run(KefuApplication.class, args);
  }
}
