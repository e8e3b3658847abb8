package dev.kefu.outreach;

import dev.kefu.base.Rounds;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.StockRanOut;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Looks through the shop from time to time and whenever something in it has moved.
@Component
class Watch extends Rounds {

  private final Tasks tasks;
  private final OutreachSettings settings;

  Watch(Tasks tasks, OutreachSettings settings) {
    super("outreach", "the shop could not be looked through");
    this.tasks = tasks;
    this.settings = settings;
  }

  @Override
  protected void begin() {
    every(settings.every(), tasks::lookThrough);
    soon(tasks::lookThrough);
  }

  @EventListener
  void on(OrderMoved moved) {
    soon(() -> tasks.look(moved.order()));
  }

  /// Every paid order may hold what is gone.
  @EventListener
  void on(StockRanOut gone) {
    soon(tasks::lookThrough);
  }
}
