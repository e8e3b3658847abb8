package dev.kefu.torture;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// I20: outside the faults what is sent is soon seen by the shopper it is for. Judged where nothing
/// but the server is between the two: both at a good link, and the one who sees it connected since
/// before it was sent. A shopper's device follows its conversation all the time; staff may come to
/// one later.
///
/// Told and not judged: from any send to the first sight on another device, and from the end of a
/// connection, which the client did not want, until it was welcomed again.
final class HowLong implements Invariant {

  /// On a machine that others keep busy it is given more.
  private static final int SIGHT_WITHIN_MS = Integer.getInteger("torture.sight-ms", 500);

  /// Fewer say nothing of the slowest in a hundred.
  private static final int ENOUGH = 100;

  private final Cast cast;
  private final Findings findings;
  private final Map<String, Entry> sent = new HashMap<>();
  private final Times sight = new Times();
  private final Map<String, Entry> near = new HashMap<>();
  private final Times nearSight = new Times();
  private final Map<String, Entry> here = new HashMap<>();
  private final Map<String, Entry> closed = new HashMap<>();
  private final Times back = new Times();
  private boolean calm = true;

  HowLong(Cast cast, Findings findings) {
    this.cast = cast;
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    switch (e.what()) {
      case FAULT -> {
        calm = false;
        sent.clear();
        near.clear();
      }
      case CALM -> calm = true;
      case SENDING -> sending(e);
      case SHOWN -> shown(e);
      case CLOSED -> closed(e);
      case CONNECTED -> {
        here.put(e.who(), e);
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
          SETTLED,
          STUCK,
          HELD -> {}
    }
  }

  private void sending(Entry e) {
    if (calm) {
      sent.put(e.key(), e);
      if (cast.require(e.who()).goodLink()) {
        near.put(e.key(), e);
      }
    }
  }

  private void shown(Entry e) {
    seen(e, sent, sight);
    var who = cast.require(e.who());
    if (who.isShopper() && who.goodLink() && isHereSince(e.who(), near.get(e.key()))) {
      seen(e, near, nearSight);
    }
  }

  private static void seen(Entry e, Map<String, Entry> from, Times times) {
    var begun = from.get(e.key());
    if (begun != null && !begun.who().equals(e.who())) {
      from.remove(e.key());
      times.add(begun, e);
    }
  }

  private boolean isHereSince(String who, @Nullable Entry begun) {
    var came = here.get(who);
    return begun != null && came != null && came.at() <= begun.at();
  }

  private void closed(Entry e) {
    here.remove(e.who());
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
    nearSight.tell(findings, "send to sight, good links");
    findings.count("sights judged", nearSight.size());
    var slow = nearSight.p99();
    if (nearSight.size() >= ENOUGH && slow > SIGHT_WITHIN_MS) {
      findings.wrong("I20 soon seen", "one in a hundred after more than " + slow + " ms");
    }
  }
}
