package dev.kefu.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One conversation for a dispute: the log as it was stored, what staff had before them, and the
/// seals that prove it. Whoever has the file can check it without the shop.
///
/// @param replies what staff said, each with the facts of the card it came from; for reading, told
///   by the rest
record EvidenceFile(
    String format,
    String conversation,
    Instant madeAt,
    String madeBy,
    String algorithm,
    List<Said> events,
    List<Seen> seen,
    List<Seal> seals,
    List<Reply> replies) {

  static final String FORMAT = "kefu-evidence/1";

  private static final String OUTREACH = "outreach";

  private static final String ALGORITHM =
      "sha-256 over the step before and the fields in order, each as byte length, colon, UTF-8;"
          + " '-:' for none; begins with 64 zeros";

  /// @param slots facts in the text, read anew from the shop at that moment
  /// @param suggestion the card the words came from
  /// @param facts of that card: value, time, source
  record Reply(
      long seq,
      Instant at,
      String author,
      String text,
      JsonNode slots,
      @Nullable String suggestion,
      @Nullable String how,
      @Nullable JsonNode facts) {}

  static EvidenceFile of(
      String conversation, String by, Instant at, SealRows rows, JsonMapper json) {
    var seals = rows.of(conversation);
    var to = seals.isEmpty() ? 0 : seals.getLast().toSeq();
    var events = new ArrayList<Said>();
    rows.events(conversation, 0, to, events::add);
    var seen = rows.seen(conversation, 0, seals.isEmpty() ? 0 : seals.getLast().seenTo());
    var replies =
        events.stream()
            .filter(said -> isReply(said, json))
            .map(said -> reply(said, seen, json))
            .toList();
    return new EvidenceFile(FORMAT, conversation, at, by, ALGORITHM, events, seen, seals, replies);
  }

  /// What was told to a shopper before they asked is said by staff like any reply, in an event of
  /// another kind.
  private static boolean isReply(Said said, JsonMapper json) {
    return said.isByStaff()
        || (said.kind().equals("system")
            && json.readTree(said.body()).path("code").asString("").equals(OUTREACH));
  }

  private static Reply reply(Said said, List<Seen> seen, JsonMapper json) {
    var body = json.readTree(said.body());
    var use = seen.stream().flatMap(each -> use(each, said.seq()).stream()).findFirst();
    return new Reply(
        said.seq(),
        Instant.ofEpochMilli(said.at()),
        said.senderName(),
        body.path("text").asString(""),
        body.path("slots"),
        use.map(Use::suggestion).orElse(null),
        use.map(Use::how).orElse(null),
        use.isPresent() ? facts(use.get(), json) : null);
  }

  private record Use(String suggestion, String how, String cards) {}

  /// Lines read `suggestion=reply how`.
  private static Optional<Use> use(Seen seen, long seq) {
    return seen.used()
        .lines()
        .map(line -> line.split("[= ]", 3))
        .filter(parts -> parts[1].equals(Long.toString(seq)))
        .map(parts -> new Use(parts[0], parts[2], seen.cards()))
        .findFirst();
  }

  private static @Nullable JsonNode facts(Use use, JsonMapper json) {
    for (var card : json.readTree(use.cards())) {
      if (card.path("id").asString("").equals(use.suggestion())) {
        return card.path("facts");
      }
    }
    return null;
  }

  /// What does not fit in it; empty when it is whole and unchanged.
  List<String> differences() {
    var found = new ArrayList<String>();
    if (!FORMAT.equals(format)) {
      found.add("it is no evidence file of this version");
      return found;
    }
    if (seals.isEmpty() || events.isEmpty() || seals.getLast().toSeq() != events.getLast().seq()) {
      found.add("the last event is not sealed");
    }
    seals.forEach(seal -> differences(seal, found));
    return found;
  }

  private void differences(Seal seal, List<String> found) {
    var digest = Digest.START;
    var seq = 0L;
    for (var said : events) {
      if (said.seq() <= seal.toSeq()) {
        digest = said.after(digest);
        seq++;
      }
    }
    if (seq != seal.toSeq() || !digest.equals(seal.digest())) {
      found.add("what was said up to " + seal.toSeq() + " was changed");
    }
    var saw = Digest.START;
    for (var each : seen) {
      saw = each.forSeq() <= seal.seenTo() ? each.after(saw) : saw;
    }
    if (!saw.equals(seal.seen())) {
      found.add("what staff saw up to " + seal.seenTo() + " was changed");
    }
  }
}
