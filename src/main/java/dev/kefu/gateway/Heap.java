package dev.kefu.gateway;

import com.sun.management.GarbageCollectionNotificationInfo;
import jakarta.annotation.PreDestroy;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Whether memory runs out. What counts is what was left after the last collection: between two of
/// them the heap fills with what nobody needs any more.
@Component
class Heap {

  private static final Logger log = LoggerFactory.getLogger(Heap.class);

  private final double most;
  private final long max = Runtime.getRuntime().maxMemory();
  private final Set<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private final List<NotificationEmitter> collectors =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(NotificationEmitter.class::isInstance)
          .map(NotificationEmitter.class::cast)
          .toList();
  private final NotificationListener listener = (told, _) -> collected(told);
  private volatile long left;

  Heap(DoorSettings settings) {
    most = settings.heap();
    collectors.forEach(each -> each.addNotificationListener(listener, null, null));
  }

  private void collected(Notification told) {
    if (told.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
        && told.getUserData() instanceof CompositeData data) {
      var after = GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
      left =
          after.entrySet().stream()
              .filter(pool -> pools.contains(pool.getKey()))
              .mapToLong(pool -> pool.getValue().getUsed())
              .sum();
    }
  }

  /// Whether no further socket should be taken.
  boolean tight() {
    var tight = left > max * most;
    if (tight) {
      log.atWarn()
          .addKeyValue("left_mb", left >> 20)
          .addKeyValue("max_mb", max >> 20)
          .log("memory runs out; sockets are sent away");
    }
    return tight;
  }

  @PreDestroy
  void stop() throws ListenerNotFoundException {
    for (var each : collectors) {
      each.removeNotificationListener(listener);
    }
  }
}
