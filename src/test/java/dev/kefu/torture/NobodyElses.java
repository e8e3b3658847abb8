package dev.kefu.torture;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// I10, I11: no frame ever named a conversation to somebody who never had a right to it, and none
/// showed a shopper what only staff may see. Every text names its conversation, so its bytes tell.
final class NobodyElses implements Invariant {

  private final Store store;
  private final Cast cast;
  private final Findings findings;

  /// By device and conversation, how the frame began.
  private final Map<String, Map<String, String>> saw = new HashMap<>();

  NobodyElses(Store store, Cast cast, Findings findings) {
    this.store = store;
    this.cast = cast;
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    if (e.what() == Entry.What.SAW) {
      findings.count("conversations seen");
      saw.computeIfAbsent(e.who(), _ -> new HashMap<>()).put(e.conversation(), e.text());
    } else if (e.what() == Entry.What.LEAK) {
      findings.wrong("I11 staff only", e.line());
    } else if (e.what() == Entry.What.SHOWN
        && cast.require(e.who()).isShopper()
        && Set.of("note", "escalate", "decide").contains(e.part(0))) {
      findings.wrong("I11 staff only", e.line());
    }
  }

  @Override
  public void end() {
    saw.forEach((device, all) ->
        all.forEach((id, frame) -> {
          var conversation = store.conversation(id);
          if (conversation.isEmpty() || !everMightRead(cast.require(device), conversation.get())) {
            findings.wrong("I10 isolation", device + " was shown " + id + ": " + frame);
          }
        }));
  }

  /// Rights come and go with groups and owners; here it is asked whether there ever was one.
  private static boolean everMightRead(Cast.Member member, Store.Conversation conversation) {
    return member.mayRead(conversation)
        || (!member.isShopper()
            && (conversation.stage().equals(member.group())
                || conversation.rows().stream().anyMatch(row -> gave(row, member))));
  }

  private static boolean gave(Store.Row row, Cast.Member member) {
    return row.body() != null
        && (row.kind().equals("assign") || row.kind().equals("transfer"))
        && (row.body().path("to").asString("").equals(member.actor())
            || row.body().path("to_group").asString("").equals(member.group()));
  }
}
