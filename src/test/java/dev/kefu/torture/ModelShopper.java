package dev.kefu.torture;

import java.util.Map;

/// A shopper at one of their devices: writes, reads, now and then calls for a person, rates or ends
/// the conversation, and opens another one when it has ended.
final class ModelShopper {

  private static final int COMMAND_ONE_IN = 400;
  private static final int TYPE_ONE_IN = 40;

  private final Device device;
  private final Outbox outbox;
  private final String stage;
  private final String order;
  private String conversation = "";

  /// @param order what it is about; empty for nothing
  ModelShopper(Device device, String stage, String order) {
    this.device = device;
    this.outbox = new Outbox(device);
    this.stage = stage;
    this.order = order;
  }

  void live() throws InterruptedException {
    var random = device.random();
    while (!device.world().isQuiet()) {
      if (conversation.isEmpty()) {
        conversation = outbox.open(stage, order);
      }
      if (outbox.say(conversation).equals("closed")) {
        conversation = "";
        continue;
      }
      if (random.nextInt(TYPE_ONE_IN) == 0) {
        device.tell(Map.of("type", "typing", "conversation", conversation));
      }
      if (random.nextInt(COMMAND_ONE_IN) == 0) {
        command();
      }
      device.ackSomeTimes();
    }
    device.settle();
  }

  private void command() throws InterruptedException {
    switch (device.random().nextInt(3)) {
      case 0 -> outbox.command("request_human", conversation, Map.of());
      case 1 -> outbox.command("rate", conversation, Map.of("score", 5));
      default -> outbox.command("close", conversation, Map.of());
    }
  }
}
