package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.Ids;
import dev.kefu.conversation.ConversationId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a member of staff said is wrong with a card of an article or of a playbook, and what became
/// of it. What several say of one card stands side by side.
///
/// @param suggestion the card; there is one feedback for each and everybody who judged it
/// @param article or a playbook ([Playbook#isNamedBy])
/// @param version of the article, as it was shown
/// @param question what the shopper had asked, without personal data; empty when that is unknown or
///   was erased
/// @param verdict why the card was not good
/// @param wording how the answer should read instead, without personal data; null when nobody said
/// @param by the id of who said it
/// @param why what whoever closed it had to say
/// @param movedBy the name of who took it over, published or closed it last; null while it is open
/// @param published the version of the article that went out with it
/// @param unseen it was settled, and who said it has not been told yet
record Feedback(
    String id,
    String suggestion,
    String article,
    long version,
    ConversationId conversation,
    String question,
    String verdict,
    @Nullable String wording,
    String by,
    String byName,
    Instant at,
    Status status,
    @Nullable String why,
    @Nullable String movedBy,
    @Nullable Instant movedAt,
    @Nullable Long published,
    boolean unseen) {

  static Feedback open(
      String suggestion,
      SuggestionRows.Judged card,
      ConversationId conversation,
      String question,
      String verdict,
      @Nullable String wording,
      Staff by,
      Instant at) {
    return new Feedback(
        Ids.next("fbk_"),
        suggestion,
        card.article(),
        card.version(),
        conversation,
        question,
        verdict,
        wording,
        by.id().value(),
        by.name(),
        at,
        Status.OPEN,
        null,
        null,
        null,
        null,
        false);
  }

  enum Status {
    OPEN,
    /// Taken over into a draft: settled when that is published.
    TAKEN,
    PUBLISHED,
    CLOSED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Status read(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }
}
