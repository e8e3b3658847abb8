package dev.kefu.torture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// I17: after the healing every message that was begun is stored or refused for good, and every
/// device has caught up. (That it takes no longer than it may is what the run itself waits for.)
final class AllAnswered implements Invariant {

  private final Cast cast;
  private final Findings findings;
  private final Map<String, String> open = new HashMap<>();
  private final Set<String> settled = new HashSet<>();
  private final Map<String, String> stuck = new HashMap<>();

  AllAnswered(Cast cast, Findings findings) {
    this.cast = cast;
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    switch (e.what()) {
      case SENDING -> open.put(e.key(), e.line());
      case STORED -> open.remove(e.key());
      case REFUSED -> {
        findings.count("refused " + e.text());
        open.remove(e.key());
      }
      case LATER -> findings.count("later " + e.text());
      case BEHIND -> findings.wrong("I17 liveness", "a live device was not told: " + e.line());
      case SETTLED -> settled.add(e.who());
      case STUCK -> stuck.put(e.who(), e.text());
      case HERE,
          CONNECTED,
          CLOSED,
          SHOWN,
          TWICE,
          HOLE,
          SAW,
          LEAK,
          COMMAND,
          ANSWERED,
          DENIED,
          READ,
          RESYNC,
          FAULT,
          CALM,
          HEALED,
          HELD -> {}
    }
  }

  @Override
  public void end() {
    open.values().forEach(line -> findings.wrong("I17 liveness", "never answered: " + line));
    for (var member : cast.members()) {
      if (!settled.contains(member.device())) {
        var why = stuck.getOrDefault(member.device(), "");
        findings.wrong("I17 liveness", member.device() + " never caught up; " + why);
      }
    }
  }
}
