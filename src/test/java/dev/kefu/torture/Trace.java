package dev.kefu.torture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Reads what `strace -f -y -xx` wrote: the calls that change files, each where it was done.
final class Trace {

  /// A call that succeeded, or a sync that did not.
  static final class Call {
    private final String name;
    private final String file;
    private final byte[] data;
    private final long number;
    private final boolean failed;

    private Call(String name, String file, byte[] data, long number, boolean failed) {
      this.name = name;
      this.file = file;
      this.data = data;
      this.number = number;
      this.failed = failed;
    }

    String name() {
      return name;
    }

    /// The path behind the descriptor.
    String file() {
      return file;
    }

    /// What was written; nobody changes it.
    byte[] data() {
      return data;
    }

    /// The offset of a write, the new length of a truncation.
    long number() {
      return number;
    }

    boolean isSync() {
      return SYNCS.contains(name);
    }

    /// Whether the system refused it.
    boolean failed() {
      return failed;
    }
  }

  private static final Set<String> SYNCS = Set.of("fsync", "fdatasync");

  private static final String UNFINISHED = " <unfinished ...>";
  private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
  private static final Pattern CALL =
      Pattern.compile(
          "(\\w+)\\(\\d+<([^>]*)>(?:, \"([^\"]*)\"(?:\\.\\.\\.)?, \\d+)?(?:, (\\d+))?\\) += (-?\\d+).*");

  private final Map<String, String> unfinished = new HashMap<>();
  private final Consumer<Call> reader;

  private Trace(Consumer<Call> reader) {
    this.reader = reader;
  }

  static void read(Path file, Consumer<Call> reader) throws IOException {
    var trace = new Trace(reader);
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      lines.forEach(trace::line);
    }
  }

  private void line(String text) {
    var line = LINE.matcher(text);
    if (!line.matches()) {
      return;
    }
    var thread = line.group(1);
    var call = line.group(2);
    if (call.endsWith(UNFINISHED)) {
      unfinished.put(thread, call.substring(0, call.length() - UNFINISHED.length()));
      return;
    }
    var resumed = RESUMED.matcher(call);
    if (resumed.matches()) {
      var begun = unfinished.remove(thread);
      call = begun == null ? "" : begun + resumed.group(1);
    }
    call(call);
  }

  private void call(String text) {
    var call = CALL.matcher(text);
    if (!call.matches()) {
      return;
    }
    var failed = call.group(5).startsWith("-");
    if (failed && !SYNCS.contains(call.group(1))) {
      return;
    }
    var data = call.group(3) == null ? new byte[0] : bytes(call.group(3));
    var number = call.group(4) == null ? 0 : Long.parseLong(call.group(4));
    reader.accept(
        new Call(
            call.group(1),
            new String(bytes(call.group(2)), StandardCharsets.UTF_8),
            data,
            number,
            failed));
  }

  /// `\x41\x43…`.
  private static byte[] bytes(String hex) {
    var bytes = new ByteArrayOutputStream(hex.length() / 4);
    for (var i = 0; i + 3 < hex.length(); i += 4) {
      bytes.write(Integer.parseInt(hex, i + 2, i + 4, 16));
    }
    return bytes.toByteArray();
  }
}
