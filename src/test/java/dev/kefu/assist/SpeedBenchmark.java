package dev.kefu.assist;

import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.knowledge.Knowledge;
import dev.kefu.knowledge.ManyArticles;
import dev.kefu.knowledge.Question;
import dev.kefu.rulebook.TestReplies;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// How fast the whole program suggests over a knowledge of a hundred thousand rows. The command is
/// in `docs/benchmarks.md`: `-Dspeed.data` is a folder that is filled the first time and used
/// again, `-Dspeed.rows`, `-Dspeed.parts` some of `agree search suggest flow publish rebuild`.
///
/// Not part of the gate: its name does not end in Test.
@EnabledIfSystemProperty(named = "speed.data", matches = ".+")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SpeedBenchmark {

  private static final int ROWS = Integer.getInteger("speed.rows", 100_000);
  private static final List<String> PARTS =
      List.of(
          System.getProperty("speed.parts", "search,suggest,flow,publish,rebuild").split(",", -1));
  private static final int WARM = 1_000;
  private static final int TIMES = 3_000;
  private static final int THREADS = 2;
  private static final int PUBLISHED = 20;

  /// Half of the messages are shoppers', half the answers to them.
  private static final int PER_SECOND = Integer.getInteger("speed.rate", 200);

  private static final int SECONDS = 30;

  /// Before what is measured: until then the program compiles itself.
  private static final int WARM_SECONDS = Integer.getInteger("speed.warm", 15);

  private static final Duration SLOW = Duration.ofMillis(100);
  private static final double MILLION = 1e6;
  private static final Staff AGENT =
      new Staff(new StaffId("usr_lin"), "lin", "小林", Set.of(Role.AGENT), "pre_sale");

  @Autowired ConfigurableApplicationContext context;
  @Autowired Knowledge knowledge;
  @Autowired Answers answers;
  @Autowired Conversations conversations;
  @Autowired AssistSettings settings;

  private final List<String> questions = ManyArticles.questions();
  private final AtomicInteger asked = new AtomicInteger();

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry properties) {
    properties.add("kefu.data-dir", () -> System.getProperty("speed.data"));
  }

  @Test
  void measure() throws Exception {
    ManyArticles.fill(context, ROWS);
    say(
        "%d rows in %d pieces, resident after the start: %s",
        ManyArticles.rows(context), ManyArticles.pieces(context), resident());
    if (PARTS.contains("agree")) {
      var agreement = ManyArticles.agreement(context, questions);
      say(
          "by the graph as by comparing all: %.4f of the rows, the first three of %.4f of questions",
          agreement.rows(), agreement.articles());
    }
    if (PARTS.contains("search")) {
      onOneThread("search", this::search);
      onTwoThreads("search", this::search);
    }
    if (PARTS.contains("suggest")) {
      var shopper = new Shopper(new ShopperId("shp_speed"), "访客", null);
      var conversation = conversations.open(shopper, Stage.PRE_SALE, Context.NONE);
      IntConsumer suggest = i -> suggest(conversation, i);
      onOneThread("suggestion", suggest);
      onTwoThreads("suggestion", suggest);
    }
    say("resident after searching: %s", resident());
    if (PARTS.contains("flow")) {
      flow();
    }
    if (PARTS.contains("publish")) {
      var took = new long[PUBLISHED];
      for (int i = 0; i < PUBLISHED; i++) {
        took[i] = ManyArticles.publish(context, "能不能刻字" + UUID.randomUUID()).toNanos();
      }
      tell("publish to found, wall", took);
    }
    if (PARTS.contains("rebuild")) {
      say("rebuild without computing vectors: %s", ManyArticles.rebuild(context));
    }
  }

  private void search(int i) {
    knowledge.search(new Question(question(i), Stage.PRE_SALE, null, null, Instant.now(), 3));
  }

  /// Never the same twice, as nothing that shoppers write is: what is kept of a text would make the
  /// second time look faster.
  private String question(int i) {
    return questions.get(i % questions.size()) + asked.incrementAndGet();
  }

  private void suggest(Conversation conversation, int i) {
    var round = new Round(List.of(question(i)), 1, null, null);
    answers.answer(conversation, round, Instant.now());
  }

  private static void onOneThread(String what, IntConsumer work) {
    for (int i = 0; i < WARM; i++) {
      work.accept(i);
    }
    var threads = ManagementFactory.getThreadMXBean();
    var cpu = new long[TIMES];
    var wall = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      var began = System.nanoTime();
      var used = threads.getCurrentThreadCpuTime();
      work.accept(i);
      cpu[i] = threads.getCurrentThreadCpuTime() - used;
      wall[i] = System.nanoTime() - began;
    }
    tell(what + ", CPU", cpu);
    tell(what + ", wall", wall);
  }

  /// All the process uses counts, collecting garbage included.
  private static void onTwoThreads(String what, IntConsumer work) throws Exception {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var began = System.nanoTime();
    var used = machine.getProcessCpuTime();
    try (var pool = Executors.newFixedThreadPool(THREADS)) {
      var tasks = new ArrayList<Callable<Integer>>();
      for (int thread = 0; thread < THREADS; thread++) {
        int own = thread;
        tasks.add(() -> {
          for (int i = 0; i < TIMES / THREADS; i++) {
            work.accept(i * THREADS + own);
          }
          return own;
        });
      }
      for (var done : pool.invokeAll(tasks)) {
        done.get();
      }
    }
    double seconds = (machine.getProcessCpuTime() - used) / 1e9;
    say(
        "%s, %d threads: %.0f per CPU second, %.0f a second",
        what, THREADS, TIMES / seconds, TIMES / ((System.nanoTime() - began) / 1e9));
  }

  /// Shoppers ask and are answered, all the time; a card is there when the program says so.
  private void flow() {
    var waiting = new ConcurrentHashMap<ConversationId, Long>();
    var took = Collections.synchronizedList(new ArrayList<Long>());
    ApplicationListener<PayloadApplicationEvent<?>> ear =
        event -> {
          if (event.getPayload() instanceof SuggestionsReady(var id)) {
            var began = waiting.remove(id);
            if (began != null) {
              took.add(System.nanoTime() - began - settings.burstWait().toNanos());
            }
          }
        };
    context.addApplicationListener(ear);
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var used = machine.getProcessCpuTime();
    var began = System.nanoTime();
    int warm = PER_SECOND / 2 * WARM_SECONDS;
    int rounds = PER_SECOND / 2 * SECONDS + warm;
    var talks = talks(PER_SECOND * 2);
    for (int i = 0; i < rounds; i++) {
      LockSupport.parkNanos(began + i * 2_000_000_000L / PER_SECOND - System.nanoTime());
      var talk = talks.get(i % talks.size());
      answer(talk);
      conversations.hear(
          talk.shopper(), talk.id(), UUID.randomUUID().toString(), new Body.Text(question(i)));
      if (i >= warm) {
        waiting.put(talk.id(), System.nanoTime());
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    await().atMost(Duration.ofMinutes(1)).until(waiting::isEmpty);
    say(
        "%d rounds (%.0f messages a second) in %.1f s, %.2f processors",
        rounds,
        2 * rounds / seconds,
        seconds,
        (machine.getProcessCpuTime() - used) / 1e9 / seconds);
    tell(
        "message stored to card, without the burst's wait",
        took.stream().mapToLong(Long::longValue).toArray());
    say(
        "of them slower than a tenth of a second: %d",
        took.stream().filter(nanos -> nanos > SLOW.toNanos()).count());
  }

  private List<Conversation> talks(int many) {
    var talks = new ArrayList<Conversation>();
    for (int i = 0; i < many; i++) {
      var shopper = new Shopper(new ShopperId("shp_" + UUID.randomUUID()), "访客", null);
      var id = conversations.open(shopper, Stage.PRE_SALE, Context.NONE).id();
      conversations.change(
          id,
          change -> {
            change.assign(AGENT.id());
            return 0;
          });
      talks.add(conversations.find(id).orElseThrow());
    }
    return talks;
  }

  private void answer(Conversation talk) {
    conversations.answer(
        AGENT, talk.id(), UUID.randomUUID().toString(), TestReplies.cleared("好的亲，我看一下"), null);
  }

  private static String resident() throws IOException {
    System.gc();
    Function<String, String> line =
        name -> {
          try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith(name + ":"))
                .map(l -> name + " " + Long.parseLong(l.replaceAll("\\D", "")) / 1024 + " MB")
                .findFirst()
                .orElse("");
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        };
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return "%s, %s, %s, heap %d of %d MB"
        .formatted(
            line.apply("VmRSS"),
            line.apply("RssAnon"),
            line.apply("RssFile"),
            heap.getUsed() >> 20,
            heap.getCommitted() >> 20);
  }

  private static void tell(String what, long[] nanos) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    say(
        "%s: p50 %.2f ms, p90 %.2f, p99 %.2f, most %.2f (%d)",
        what, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), at(sorted, 1), sorted.length);
  }

  private static double at(long[] sorted, double part) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.round(part * sorted.length))] / MILLION;
  }

  private static void say(String line, Object... values) {
    System.out.printf(Locale.ROOT, "speed: " + line + "%n", values);
  }
}
