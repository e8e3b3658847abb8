package dev.kefu.torture;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The tools of the machine that the nemesis uses. On a developer's machine a missing one skips the
/// test that needs it, with a line that says so; in CI, where `.ci/run` installs them, it fails.
final class Tools {

  private Tools() {}

  /// @return what it said
  static String run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  static void needStrace() {
    need(works("strace", "-V"), "strace is not installed (apt-get install strace)");
  }

  /// For a PostgreSQL that is started, killed and started again.
  static void needPostgres() {
    need(works("kill", "-l"), "kill is not installed (apt-get install procps)");
    need(
        !isRoot() || works("unshare", "-U", "true"),
        "PostgreSQL does not run as root, and unshare -U does not work here");
  }

  static void needRoot() {
    need(isRoot(), "only root may mount a small disk");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static boolean works(String... command) {
    try {
      run(command);
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private static void need(boolean there, String otherwise) {
    if (!there && Optional.ofNullable(System.getenv("CI")).orElse("").equals("true")) {
      throw new AssertionError(otherwise);
    }
    if (!there) {
      System.out.println("SKIPPED: " + otherwise);
    }
    assumeTrue(there, otherwise);
  }
}
