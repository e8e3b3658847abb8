package dev.kefu.torture;

import dev.kefu.account.Shopper;
import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.TestConversations;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Stores messages through the program's own log and storage, in a process of its own, and says
/// after each that it is durable: with one `write` to its output, which a tracer sees in its place
/// among the writes and syncs of the files.
final class PowerLossWriter {

  static final String PREPARE = "prepare";
  static final String NORMAL = "normal";
  static final String OFTEN = "often";
  static final String ACK = "ACK ";

  private static final int THREADS = 4;

  /// So many pages written ahead are soon reached.
  private static final int FEW_PAGES = 40;

  private PowerLossWriter() {}

  static String text(int message) {
    return "message " + message + " " + "好".repeat(message % 97);
  }

  /// @param args the folder; how many messages, or `prepare` to make the database only; `normal` to
  ///   commit without waiting for the disk, as the program never does, or `often` to have what was
  ///   written ahead brought to its place sooner than the program does
  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    if (args[1].equals(PREPARE)) {
      TestConversations.create(folder).close();
      return;
    }
    var log = TestConversations.create(folder);
    if (args.length > 2 && args[2].equals(NORMAL)) {
      log.database().writer().sql("pragma synchronous = normal").update();
    }
    if (args.length > 2 && args[2].equals(OFTEN)) {
      log.database()
          .writer()
          .sql("pragma wal_autocheckpoint = " + FEW_PAGES)
          .query(Integer.class)
          .single();
    }
    store(log, Integer.parseInt(args[1]));
    // The power goes: nothing is closed in good order.
    Runtime.getRuntime().halt(0);
  }

  private static void store(TestConversations log, int messages) throws Exception {
    var next = new AtomicInteger();
    var work = new ArrayList<Callable<Void>>();
    for (var t = 0; t < THREADS; t++) {
      var shopper = TestConversations.shopper("shopper" + t);
      var conversation = log.conversations().open(shopper, Stage.PRE_SALE, Context.NONE).id();
      work.add(() -> {
        for (var n = next.incrementAndGet(); n <= messages; n = next.incrementAndGet()) {
          store(log, shopper, conversation, n);
        }
        return null;
      });
    }
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }
  }

  private static void store(
      TestConversations log, Shopper shopper, ConversationId conversation, int message)
      throws IOException {
    log.conversations()
        .hear(shopper, conversation, "message-" + message, new Body.Text(text(message)));
    var out = new FileOutputStream(FileDescriptor.out);
    out.write((ACK + message + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
