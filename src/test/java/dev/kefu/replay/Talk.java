package dev.kefu.replay;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One conversation over several nodes of a demo shop: whoever signs in at one is known at the
/// others, what is said at one is heard at the others, and all of it is read back anywhere. Needs a
/// JDK and nothing else; ends with 1 when something did not come.
///
/// ```
/// java src/test/java/dev/kefu/replay/Talk.java URL [URL …]
/// ```
public final class Talk {

  private static final String AGENT = "agent";
  private static final String PASSWORD = "kefu-demo";
  private static final int PATIENCE_S = 20;

  private final List<Server> nodes;
  private final String question = "这件还有货吗 " + UUID.randomUUID();
  private final String answer = "亲，您好，正在为您查看 " + UUID.randomUUID();

  Talk(List<String> urls) {
    nodes = urls.stream().map(Server::new).toList();
  }

  /// A socket and the events it was told.
  private record Ear(Socket socket, LinkedBlockingQueue<Map<String, Object>> events) {

    static Ear of(Socket socket) {
      var events = new LinkedBlockingQueue<Map<String, Object>>();
      socket.onFrame(frame -> {
        if ("event".equals(frame.get("type"))) {
          events.add(frame);
        }
      });
      return new Ear(socket, events);
    }

    /// Waits for a text; events before it are passed over.
    void hear(String text) throws IOException, InterruptedException {
      var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
      while (true) {
        var event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (event == null) {
          throw new IOException("not heard within " + PATIENCE_S + " s: " + text);
        }
        if (text.equals(Json.map(event.get("body")).get("text"))) {
          return;
        }
      }
    }

    void say(String conversation, String text) throws IOException {
      var body = Map.<String, Object>of("kind", "text", "text", text);
      socket.ask(
          "send",
          Map.of("conversation", conversation, "mid", UUID.randomUUID().toString(), "body", body));
    }
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("the address of a node is needed, or of several");
      System.exit(2);
    }
    try {
      new Talk(Stream.of(args).toList()).play();
    } catch (IOException e) {
      System.err.println("talk failed: " + e.getMessage());
      System.exit(1);
    }
    // The client's threads would keep the process for a while.
    System.exit(0);
  }

  /// @throws IOException when something was refused or did not come
  void play() throws IOException, InterruptedException {
    var token = node(0).token();
    var agent = Ear.of(node(1).staff(node(0).ticket(AGENT, PASSWORD)));
    var shopper = Ear.of(node(2).visitor(token));
    told("signed in at one node, connected at others");

    var opened = shopper.socket().ask("open", Map.of("stage", "pre_sale"));
    var conversation = String.valueOf(opened.get("conversation"));
    agent.socket().ask("command", Map.of("op", "take", "conversation", conversation));
    shopper.say(conversation, question);
    agent.hear(question);
    told("the agent heard the shopper");

    agent.say(conversation, answer);
    shopper.hear(answer);
    told("the shopper heard the agent");

    var later = Ear.of(node(0).visitor(token));
    later.socket().ask("sync", Map.of("conversation", conversation, "after", 0));
    later.hear(question);
    later.hear(answer);
    told("both stand in the log, in their order");
    agent.socket().ask("command", Map.of("op", "close", "conversation", conversation));
    Stream.of(agent, shopper, later).forEach(ear -> ear.socket().close());
  }

  private Server node(int number) {
    return nodes.get(number % nodes.size());
  }

  private static void told(String what) {
    System.out.println("talk: " + what);
  }
}
