package dev.kefu.torture;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// The compiled program as jars, with what the JVM learnt in one start kept beside them: a start
/// then costs less than half, and a run of the rig is mostly starts.
///
/// @param classPath jars only: the JVM keeps nothing for folders
/// @param testJar our own classes, for a child that runs one of them
/// @param learnt the JVM's cache
record Packaged(String classPath, Path testJar, Path learnt) {

  private static final int LEARN_WITHIN_S = 180;

  /// What is compiled as it lies there: a start costs more, but nothing comes before the first.
  static Packaged asCompiled() {
    return new Packaged(
        System.getProperty("java.class.path"),
        Path.of("target", "test-classes"),
        Path.of("target", "nothing-learnt"));
  }

  /// Another version of the program, as it is taken out of its jar (`java -Djarmode=tools -jar
  /// kefu.jar extract`): a jar that names the others.
  Packaged older(Path jar) {
    return new Packaged(jar.toString(), testJar, learnt.resolveSibling("nothing-learnt"));
  }

  /// Packs what is compiled into a folder and starts it once to learn.
  ///
  /// @param settings it is started with
  static Packaged in(Path folder, String... settings) throws Exception {
    var jars = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        jars.add(entry);
      }
    }
    var program = pack(Path.of("target", "classes"), folder.resolve("kefu.jar"));
    jars.addFirst(program.toString());
    var testJar = pack(Path.of("target", "test-classes"), folder.resolve("kefu-test.jar"));
    var packaged =
        new Packaged(String.join(File.pathSeparator, jars), testJar, folder.resolve("kefu.aot"));
    packaged.learn(folder, settings);
    return packaged;
  }

  /// With entries for folders, too: Spring looks for rooms in them.
  private static Path pack(Path classes, Path jar) throws IOException {
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
    return jar;
  }

  private void learn(Path folder, String... settings) throws Exception {
    var data = Files.createDirectory(folder.resolve("learning"));
    var launch =
        Launch.of(this, data, Shop.write(folder.resolve("learning-content")))
            .with(settings)
            .withJvm("-XX:AOTCacheOutput=" + learnt);
    var server = ServerProcess.start(launch);
    server.terminate(LEARN_WITHIN_S);
    if (!Files.exists(learnt)) {
      throw new IllegalStateException("the JVM learnt nothing, see " + server.log());
    }
  }

  List<String> jvm() {
    // What it learnt holds for this very class path; where it does not, it says so and starts.
    return Files.exists(learnt) ? List.of("-XX:AOTCache=" + learnt) : List.of();
  }

  static void await(Process process, int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end within " + seconds + " s");
    }
  }
}
