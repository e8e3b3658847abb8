package dev.kefu.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Says which bug a running [BuggyServer] has at this moment, so that one process serves them all,
/// and where it dies. Lies in a file: written by the test, read by the server whenever it could do
/// something wrong.
record BugSwitch(Path file) {

  static final String SETTING = "--bug-switch=";

  private static final String NONE = "";
  private static final int KILLED = 128 + 9;

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

  /// From now on the server dies where that is.
  void dieAt(Failpoint point) throws IOException {
    write(failpoint(), point.name());
  }

  /// Does nothing unless the process is to die here; its next life passes.
  void reach(Failpoint point) {
    if (isNext(point)) {
      die();
    }
  }

  /// The same for what a transaction does, before or after its commit.
  ///
  /// @param statements of the transaction
  void reach(List<String> statements, boolean before) {
    for (var point : Failpoint.values()) {
      if (point.isBefore() == before && point.isIn(statements) && isNext(point)) {
        die();
      }
    }
  }

  private boolean isNext(Failpoint point) {
    try {
      return Files.exists(failpoint()) && Files.readString(failpoint()).equals(point.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void die() {
    try {
      Files.delete(failpoint());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().halt(KILLED);
  }

  private Path failpoint() {
    return file.resolveSibling("failpoint");
  }

  /// Where both sides say how far a [Standstill] has come.
  Standstill standstill() {
    return new Standstill(file.resolveSibling("standstill"));
  }
}
