package dev.kefu.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Plays real questions, or plain load, against a running server over the public contract. Needs a
/// JDK and nothing else:
///
/// ```
/// java src/test/java/dev/kefu/replay/Replay.java --data DIR --export-knowledge OUT
/// java src/test/java/dev/kefu/replay/Replay.java --server URL --data DIR [--limit N]
/// java src/test/java/dev/kefu/replay/Replay.java --server URL --rate N --seconds S [--sockets K]
/// ```
///
/// docs/benchmarks.md, section "Replay", says what the figures mean.
public final class Replay {

  private static final String DEMO_PASSWORD = "kefu-demo";

  private final Map<String, String> options;

  private Replay(Map<String, String> options) {
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    var options = new HashMap<String, String>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
    }
    new Replay(options).run();
    // The client's threads would keep the process for a while.
    System.exit(0);
  }

  private void run() throws Exception {
    if (options.containsKey("export-knowledge")) {
      export();
    } else if (options.containsKey("rate")) {
      rate();
    } else if (options.containsKey("data")) {
      questions();
    } else {
      System.err.println("one of --data and --rate is needed; see the class comment");
      System.exit(2);
    }
  }

  private void export() throws Exception {
    var faqs = Questions.faqs(data().resolve(option("faq", "faq.tsv")));
    var folder = Path.of(option("export-knowledge", ""));
    KnowledgeFolder.write(faqs, folder);
    System.out.println(faqs.size() + " articles are in " + folder);
  }

  private void questions() throws Exception {
    var server = server();
    var agents = new ArrayList<Socket>();
    for (var username : option("agents", "agent,agent2").split(",", -1)) {
      agents.add(server.staff(username, option("password", DEMO_PASSWORD)));
    }
    var run = new QuestionRun(server, agents, stage());
    List<Questions.Asked> asked = Questions.asked(data().resolve(option("questions", "dev.tsv")));
    run.ask(asked.subList(0, Math.min(asked.size(), number("limit", asked.size()))));
    System.out.print(run.report());
  }

  private void rate() throws Exception {
    var rate = number("rate", 1);
    var seconds = number("seconds", 10);
    var sockets = number("sockets", RateRun.sockets(rate, seconds));
    var run = new RateRun();
    run.run(server(), rate, seconds, sockets, stage());
    System.out.print(run.report());
  }

  private Server server() {
    return new Server(option("server", "http://127.0.0.1:8080"));
  }

  private Path data() {
    return Path.of(option("data", "."));
  }

  private String stage() {
    return option("stage", "pre_sale");
  }

  private String option(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }

  private int number(String name, int otherwise) {
    return options.containsKey(name) ? Integer.parseInt(options.get(name)) : otherwise;
  }
}
