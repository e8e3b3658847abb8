package dev.kefu.torture;

import java.util.HashMap;
import java.util.Map;

/// I20, told and not judged, since speed is nothing a test asserts: from the send to the sight of
/// it on another device, outside the faults; and from the end of a connection, which the client did
/// not want, until it was welcomed again.
final class HowLong implements Invariant {

  private final Findings findings;
  private final Map<String, Entry> sent = new HashMap<>();
  private final Times sight = new Times();
  private final Map<String, Entry> closed = new HashMap<>();
  private final Times back = new Times();
  private boolean calm = true;

  HowLong(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    switch (e.what()) {
      case FAULT -> {
        calm = false;
        sent.clear();
      }
      case CALM -> calm = true;
      case SENDING -> {
        if (calm) {
          sent.put(e.key(), e);
        }
      }
      case SHOWN -> {
        var begun = sent.get(e.key());
        if (begun != null && !begun.who().equals(e.who())) {
          sent.remove(e.key());
          sight.add(begun, e);
        }
      }
      case CLOSED -> closed(e);
      case CONNECTED -> {
        var ended = closed.remove(e.who());
        if (ended != null) {
          back.add(ended, e);
        }
      }
      case HERE,
          STORED,
          REFUSED,
          LATER,
          TWICE,
          HOLE,
          BEHIND,
          SAW,
          LEAK,
          COMMAND,
          ANSWERED,
          DENIED,
          READ,
          RESYNC,
          HEALED,
          SETTLED -> {}
    }
  }

  private void closed(Entry e) {
    if (e.seq() == WireSocket.OWN_END) {
      closed.remove(e.who());
    } else {
      closed.put(e.who(), e);
    }
  }

  @Override
  public void end() {
    sight.tell(findings, "send to sight");
    back.tell(findings, "back after a loss");
  }
}
