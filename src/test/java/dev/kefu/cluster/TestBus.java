package dev.kefu.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/// Nodes that hear each other at once, or not at all.
@NullMarked
public final class TestBus {

  private final List<LocalSignals> nodes = new CopyOnWriteArrayList<>();
  private final BooleanSupplier loses;

  /// @param loses asked for each thing and each node that should hear it
  public TestBus(BooleanSupplier loses) {
    this.loses = loses;
  }

  public Signals join() {
    var own = new LocalSignals();
    nodes.add(own);
    return new Signals() {
      @Override
      public void nudge(String topic, long position) {
        own.nudge(topic, position);
        others(own).forEach(other -> other.tell(topic, position, true));
      }

      @Override
      public void listen(String kind, Consumer<Nudge> listener) {
        own.listen(kind, listener);
      }

      @Override
      public void share(String topic, Supplier<byte[]> words) {
        var bytes = words.get();
        others(own).forEach(other -> other.taken(topic, bytes));
      }

      @Override
      public void take(String kind, Consumer<byte[]> listener) {
        own.take(kind, listener);
      }

      @Override
      public boolean healthy() {
        return true;
      }
    };
  }

  private List<LocalSignals> others(LocalSignals own) {
    var hearing = new ArrayList<LocalSignals>();
    for (var node : nodes) {
      if (node != own && !loses.getAsBoolean()) {
        hearing.add(node);
      }
    }
    return hearing;
  }
}
