package dev.kefu.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Says which bug a running [BuggyServer] has at this moment, so that one process serves them all.
/// Lies in a file: written by the test, read by the server whenever it could do something wrong.
record BugSwitch(Path file) {

  static final String SETTING = "--bug-switch=";

  private static final String NONE = "";

  /// A switch that is off.
  static BugSwitch in(Path folder) throws IOException {
    var off = new BugSwitch(folder.resolve("bug"));
    off.off();
    return off;
  }

  static BugSwitch of(String[] args) {
    for (var arg : args) {
      if (arg.startsWith(SETTING)) {
        return new BugSwitch(Path.of(arg.substring(SETTING.length())));
      }
    }
    throw new IllegalArgumentException(SETTING + " is missing");
  }

  String setting() {
    return SETTING + file;
  }

  void on(Bug bug) throws IOException {
    write(bug.name());
  }

  void off() throws IOException {
    write(NONE);
  }

  private void write(String state) throws IOException {
    write(file, state);
  }

  /// At no moment does anybody read half of it.
  static void write(Path file, String state) throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, state);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  boolean isOn(Bug bug) {
    try {
      return Files.readString(file).equals(bug.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where both sides say how far a [Standstill] has come.
  Standstill standstill() {
    return new Standstill(file.resolveSibling("standstill"));
  }
}
