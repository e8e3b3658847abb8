package dev.kefu.torture;

import java.util.Set;

/// I18: the server ends sockets with the codes of the protocol only, and without a word only when
/// it was killed, stood still, or the network did it.
final class ClosedAsAgreed implements Invariant {

  private static final Set<Long> CODES =
      Set.of(
          1000L, 1009L, 1011L, 1012L, 1013L, 4400L, 4401L, 4403L, 4408L, 4409L, 4410L, 4426L, 4429L,
          4508L, 4509L);

  private final Cast cast;
  private final Findings findings;
  private String fault = "";

  ClosedAsAgreed(Cast cast, Findings findings) {
    this.cast = cast;
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    switch (e.what()) {
      case FAULT -> {
        fault = e.text();
        findings.count("fault " + e.part(0));
      }
      case CALM -> fault = "";
      case CLOSED -> closed(e);
      case HERE,
          CONNECTED,
          SENDING,
          STORED,
          REFUSED,
          LATER,
          SHOWN,
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

  private void closed(Entry e) {
    findings.count("closed " + (e.seq() == WireSocket.OWN_END ? "by the client" : e.seq()));
    if (e.seq() == WireSocket.BARE_END) {
      if (cast.require(e.who()).goodLink() && !fault.endsWith(Nemesis.WITHOUT_A_WORD)) {
        findings.wrong("I18 close codes", "a bare end, during '" + fault + "': " + e.line());
      }
    } else if (e.seq() != WireSocket.OWN_END && !CODES.contains(e.seq())) {
      findings.wrong("I18 close codes", e.line());
    }
  }

  @Override
  public void end() {
    // Each line was judged when it came.
  }
}
