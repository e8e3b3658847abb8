package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.LogsGrew;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Waits until a shopper has finished, then has suggestions made: on threads of its own, never the
/// writer's or the sender's.
///
/// At most one look per conversation waits, so that a crowd of messages makes the waiting longer
/// and never the queue. Who asked last is looked after first: where more is asked than can be
/// answered, most have their cards at once, and who waits long has mostly been answered without.
@Component
class Bursts implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Bursts.class);

  private final AssistSettings settings;
  private final Consumer<ConversationId> look;
  private final Consumer<ConversationId> again;

  /// Guarded by this.
  private final Map<ConversationId, Burst> waiting = new HashMap<>();

  /// Those of them that are over and wait for a worker. Guarded by this.
  private final Map<ConversationId, Runnable> over = new HashMap<>();

  private volatile boolean running;
  private ScheduledExecutorService timer = idleTimer();
  private ThreadPoolExecutor workers;

  @Autowired
  Bursts(AssistSettings settings, Suggester suggester) {
    this(settings, suggester::look, suggester::again);
  }

  /// @param look makes suggestions if there is something new to answer
  /// @param again makes them whatever there are
  Bursts(AssistSettings settings, Consumer<ConversationId> look, Consumer<ConversationId> again) {
    this.settings = settings;
    this.look = look;
    this.again = again;
    this.workers = workers(settings);
  }

  /// Raised on the writer's thread: only notes the time.
  @EventListener
  void on(LogsGrew grew) {
    grew.logs().forEach(log -> heard(log.conversation()));
  }

  private synchronized void heard(ConversationId conversation) {
    if (!running) {
      return;
    }
    var now = System.nanoTime();
    var burst = waiting.get(conversation);
    if (burst == null) {
      waiting.put(conversation, new Burst(now, now));
      lookAfter(settings.burstWait().toNanos(), conversation);
    } else {
      waiting.put(conversation, burst.again(now));
      putFirst(conversation);
    }
  }

  /// What waits for a worker already.
  private void putFirst(ConversationId conversation) {
    var look = over.get(conversation);
    if (look != null && workers.getQueue().remove(look)) {
      work(look);
    }
  }

  private void due(ConversationId conversation) {
    synchronized (this) {
      var burst = waiting.get(conversation);
      if (burst == null || !running) {
        return;
      }
      var left = burst.left(System.nanoTime(), settings);
      lookAfter(Math.max(0, left), conversation);
    }
  }

  private void lookAfter(long nanos, ConversationId conversation) {
    if (nanos == 0) {
      Runnable look = () -> carefully(() -> look(conversation));
      over.put(conversation, look);
      work(look);
    } else {
      var _ = timer.schedule(() -> due(conversation), nanos, TimeUnit.NANOSECONDS);
    }
  }

  /// What is heard from here on is a burst of its own.
  private void look(ConversationId conversation) {
    synchronized (this) {
      waiting.remove(conversation);
      over.remove(conversation);
    }
    look.accept(conversation);
  }

  /// Makes suggestions now, whatever there are.
  void ask(ConversationId conversation) {
    work(() -> carefully(() -> again.accept(conversation)));
  }

  private void work(Runnable work) {
    try {
      workers.execute(work);
    } catch (RejectedExecutionException e) {
      log.atDebug().log("stopping, makes no more suggestions");
    }
  }

  private static void carefully(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // No suggestion is no harm to the conversation; the agent can ask again.
      log.atError().setCause(e).log("suggestions could not be made");
    }
  }

  @Override
  public synchronized void start() {
    timer = idleTimer();
    workers = workers(settings);
    running = true;
  }

  @Override
  public void stop() {
    synchronized (this) {
      running = false;
      waiting.clear();
      over.clear();
      timer.shutdownNow();
    }
    workers.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Threads of the operating system, which takes the processor from them: on virtual ones a search
  /// would keep the sockets' threads waiting.
  private static ThreadPoolExecutor workers(AssistSettings settings) {
    return new ThreadPoolExecutor(
        settings.parallel(),
        settings.parallel(),
        0,
        TimeUnit.SECONDS,
        new NewestFirst(),
        Thread.ofPlatform().name("assist-", 0).daemon().factory());
  }

  private static final class NewestFirst extends LinkedBlockingDeque<Runnable> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean offer(Runnable work) {
      return offerFirst(work);
    }
  }

  private static ScheduledExecutorService idleTimer() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("assist-timer").daemon().factory());
  }

  /// Messages close together, in the machine's nanoseconds.
  record Burst(long first, long last) {

    Burst again(long now) {
      return new Burst(first, now);
    }

    /// How long to wait still; 0 or less when it is over.
    long left(long now, AssistSettings settings) {
      var quiet = last + settings.burstWait().toNanos() - now;
      var patience = first + settings.burstMax().toNanos() - now;
      return Math.min(quiet, patience);
    }
  }
}
