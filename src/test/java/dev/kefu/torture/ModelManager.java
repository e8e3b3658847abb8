package dev.kefu.torture;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The store manager at one device: decides cases as they come in, often at the moment their
/// requester takes them back.
final class ModelManager {

  private static final int IDLE_MS = 20;
  private static final long STEP_UP_EVERY_S = 120;

  private final Device device;
  private final Outbox outbox;
  private final Till till;
  private long nextStepUp = System.nanoTime();

  ModelManager(Device device, Till till) {
    this.device = device;
    this.outbox = new Outbox(device);
    this.till = till;
  }

  void live() throws InterruptedException {
    while (!device.world().isQuiet()) {
      var claim = device.world().cases().poll();
      if (claim == null) {
        device.world().pause(IDLE_MS);
      } else {
        decide(claim);
      }
    }
    device.settle();
  }

  private void decide(World.Claim claim) throws InterruptedException {
    stepUp();
    var outcome = device.random().nextInt(4) == 0 ? "reject" : "approve";
    Map<String, Object> args =
        Map.of(
            "case",
            claim.id(),
            "version",
            claim.version(),
            "outcome",
            outcome,
            "remark",
            World.STAFF_ONLY + " 店长决定");
    outbox.command("decide", claim.conversation(), args);
  }

  private void stepUp() throws InterruptedException {
    while (System.nanoTime() - nextStepUp >= 0 && !device.world().isQuiet()) {
      try {
        till.stepUp();
        nextStepUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(STEP_UP_EVERY_S);
      } catch (IOException e) {
        device.world().pause(IDLE_MS);
      }
    }
  }
}
