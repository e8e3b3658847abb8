package dev.kefu;

import dev.kefu.storage.Move;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class KefuApplication {

  /// Serves the shop; or moves its data to another database, or verifies it, when the first word
  /// says so.
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(Move.COMMAND)) {
      System.exit(Move.run(System.out, System.err, args));
    }
    if (args.length > 0 && args[0].equals(VerifyCommand.NAME)) {
      System.exit(VerifyCommand.run(System.out, System.err, args));
    }
    SpringApplication.run(KefuApplication.class, args);
  }
}
