package dev.kefu.torture;

import dev.kefu.program.Packaged;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the program is started: over which data, under which tool, with which lies told to it.
///
/// @param prefix a tool that starts it, such as `strace`
/// @param environment beside ours
/// @param port 0 for any that is free
record Launch(
    Packaged program,
    Path data,
    Path content,
    int port,
    List<String> prefix,
    Map<String, String> environment,
    List<String> jvm,
    String main,
    List<String> settings) {

  private static final String MAIN = "dev.kefu.KefuApplication";

  /// As a shop would start it, but for limits that would keep a rig from being one: rates a shopper
  /// has, and how long a silent socket lives.
  static Launch of(Packaged program, Path data, Path content) {
    return new Launch(
        program,
        data,
        content,
        0,
        List.of(),
        Map.of(),
        List.of(),
        MAIN,
        List.of(
            "--kefu.gateway.shopper-send.burst=100000",
            "--kefu.gateway.shopper-send.per-second=100000",
            "--kefu.gateway.staff-send.burst=100000",
            "--kefu.gateway.staff-send.per-second=100000",
            "--kefu.gateway.heartbeat=1s",
            "--kefu.gateway.silence=8s",
            // Suggestions are looked for once a shopper has paused; here nobody pauses.
            "--kefu.assist.burst-wait=20s",
            "--kefu.assist.burst-max=40s"));
  }

  /// The same of another version.
  Launch withProgram(Packaged other) {
    return new Launch(other, data, content, port, prefix, environment, jvm, main, settings);
  }

  Launch withPort(int number) {
    return new Launch(program, data, content, number, prefix, environment, jvm, main, settings);
  }

  /// Started by a tool.
  Launch under(List<String> tool) {
    return new Launch(program, data, content, port, tool, environment, jvm, main, settings);
  }

  Launch withEnvironment(Map<String, String> more) {
    var all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new Launch(program, data, content, port, prefix, all, jvm, main, settings);
  }

  Launch withJvm(String option) {
    var all = new ArrayList<>(jvm);
    all.add(option);
    return new Launch(program, data, content, port, prefix, environment, all, main, settings);
  }

  /// With further settings; one that was set before is set anew.
  Launch with(String... more) {
    var all = new LinkedHashMap<String, String>();
    for (var list : List.of(settings, List.of(more))) {
      list.forEach(setting -> all.put(setting.split("=", 2)[0], setting));
    }
    return new Launch(
        program, data, content, port, prefix, environment, jvm, main, List.copyOf(all.values()));
  }

  /// Started by another class of ours, which starts the program with something wrong in it.
  ///
  /// @param more settings
  Launch withMain(Class<?> other, String... more) {
    var all = with(more).settings;
    return new Launch(program, data, content, port, prefix, environment, jvm, other.getName(), all);
  }

  List<String> command() {
    var command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(jvm.isEmpty() ? program.jvm() : jvm);
    command.addAll(List.of("-cp", classPath(), main));
    command.add("--server.port=" + port);
    command.add("--kefu.data-dir=" + data.resolve("data"));
    command.add("--kefu.knowledge-base=" + content);
    command.addAll(settings);
    return command;
  }

  private String classPath() {
    return main.equals(MAIN)
        ? program.classPath()
        : program.classPath() + File.pathSeparator + program.testJar();
  }
}
