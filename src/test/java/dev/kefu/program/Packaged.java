package dev.kefu.program;

import dev.kefu.KefuApplication;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.springframework.util.FileSystemUtils;

/// The compiled program as jars, with what the JVM learnt in one start kept beside them: a start
/// then costs less than half, and tests that start it do little else.
///
/// @param classPath jars only: the JVM keeps nothing for folders
/// @param testJar our own classes, for a child that runs one of them
/// @param learnt the JVM's cache
public record Packaged(String classPath, Path testJar, Path learnt) {

  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path TEST_CLASSES = Path.of("target", "test-classes");
  private static final Path FOLDER = Path.of("target", "packaged");
  private static final Path STAMP = FOLDER.resolve("stamp");
  private static final int LEARN_WITHIN_S = 300;
  private static final int POLL_MS = 50;

  /// Packs what is compiled and starts it once to learn, where that was not done since something
  /// was compiled.
  public static synchronized Packaged program() throws Exception {
    var jars = new ArrayList<String>();
    jars.add(FOLDER.resolve("kefu.jar").toString());
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        jars.add(entry);
      }
    }
    var packaged =
        new Packaged(
            String.join(File.pathSeparator, jars),
            FOLDER.resolve("kefu-test.jar"),
            FOLDER.resolve("kefu.aot"));
    var stamp = packaged.stamp();
    if (!Files.exists(STAMP) || !Files.readString(STAMP).equals(stamp)) {
      Files.createDirectories(FOLDER);
      Files.deleteIfExists(STAMP);
      Files.deleteIfExists(packaged.learnt);
      pack(CLASSES, Path.of(jars.getFirst()));
      pack(TEST_CLASSES, packaged.testJar);
      packaged.learn();
      Files.writeString(STAMP, stamp);
    }
    return packaged;
  }

  /// Another version of the program, as it is taken out of its jar (`java -Djarmode=tools -jar
  /// kefu.jar extract`): a jar that names the others.
  public Packaged older(Path jar) {
    return new Packaged(jar.toString(), testJar, learnt.resolveSibling("nothing-learnt"));
  }

  /// Something else whenever something is compiled, or started by another JVM.
  private String stamp() throws IOException {
    var stamp = new StringBuilder();
    for (var classes : List.of(CLASSES, TEST_CLASSES)) {
      try (var files = Files.walk(classes)) {
        for (var file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
          stamp.append(file).append(' ').append(Files.getLastModifiedTime(file)).append('\n');
        }
      }
    }
    return stamp.append(classPath).append('\n').append(Runtime.version()).toString();
  }

  /// With entries for folders, too: Spring looks for rooms in them.
  private static void pack(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var file : (Iterable<Path>) files.skip(1).sorted()::iterator) {
        var name = classes.relativize(file).toString();
        if (Files.isDirectory(file)) {
          out.putNextEntry(new JarEntry(name + "/"));
        } else {
          out.putNextEntry(new JarEntry(name));
          Files.copy(file, out);
        }
        out.closeEntry();
      }
    }
  }

  private void learn() throws Exception {
    var folder = FOLDER.resolve("learning");
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    var log = FOLDER.resolve("learning.log");
    var port = freePort();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:AOTCacheOutput=" + learnt,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            KefuApplication.class.getName(),
            "--server.port=" + port,
            "--kefu.data-dir=" + folder.resolve("data"),
            "--kefu.knowledge-base=" + SmallContent.at(folder)));
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LEARN_WITHIN_S);
      while (!answers(port)) {
        if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || System.nanoTime() - until > 0) {
          throw new IllegalStateException("the program does not start, see " + log);
        }
      }
      process.destroy();
      await(process, LEARN_WITHIN_S);
    } finally {
      process.destroyForcibly();
    }
    if (!Files.exists(learnt)) {
      throw new IllegalStateException("the JVM learnt nothing, see " + log);
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// What a JVM that runs the program is told, so that it knows what was learnt.
  public List<String> jvm() {
    // What it learnt holds for this very class path; where it does not, it says so and starts.
    return Files.exists(learnt) ? List.of("-XX:AOTCache=" + learnt) : List.of();
  }

  /// Waits for its end.
  public static void await(Process process, int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end within " + seconds + " s");
    }
  }
}
