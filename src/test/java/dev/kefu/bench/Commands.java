package dev.kefu.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the servers of a comparison are started.
final class Commands {

  private static final String YARDSTICK_FLAGS = "-Xmx1g -XX:+UseCompactObjectHeaders";

  private final Options options;

  Commands(Options options) {
    this.options = options;
  }

  /// The packaged product: limits raised and on.
  List<String> kefu(String... more) {
    var flags = options.text("flags", "-Xmx1g -XX:+UseG1GC -XX:+UseCompactObjectHeaders");
    var command = java(flags.split(" ", -1));
    command.addAll(List.of("-jar", options.text("jar", "target/kefu.jar")));
    command.addAll(List.of("--server.port=PORT", "--kefu.data-dir=DATA"));
    for (var who : List.of("shopper", "staff")) {
      command.add("--kefu.gateway." + who + "-send.burst=1000000");
      command.add("--kefu.gateway." + who + "-send.per-second=1000000");
    }
    command.addAll(List.of(more));
    return Disk.of(options).under(command);
  }

  /// The same, but suggestions would be made in an hour only.
  List<String> kefuWithoutSuggestions() {
    return kefu("--kefu.assist.burst-wait=1h", "--kefu.assist.burst-max=1h");
  }

  List<String> relay() {
    return yardstick("dev.kefu.yardstick.Relay", "PORT");
  }

  List<String> stomp() {
    return yardstick(
        "dev.kefu.yardstick.Stomp",
        "--server.port=PORT",
        "--server.address=127.0.0.1",
        "--spring.main.banner-mode=off");
  }

  private List<String> yardstick(String main, String... arguments) {
    var built = Path.of(options.text("yardsticks", "target/yardsticks"));
    var command = java(YARDSTICK_FLAGS.split(" ", -1));
    command.add("-cp");
    command.add(built.resolve("classes") + ":" + built.resolve("lib") + "/*");
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }

  /// @param synchronous SQLite's own word for when it waits for the disk
  List<String> chat(String synchronous) {
    var folder = Path.of(options.text("chat", "target/chat"));
    return Disk.of(options)
        .under(
            List.of(
                "node",
                folder.resolve("server.js").toString(),
                "PORT",
                "DATA/chat.db",
                synchronous));
  }

  /// A list that may be added to.
  static List<String> java(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(arguments));
    return command;
  }
}
