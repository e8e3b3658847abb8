package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.knowledge.KnowledgePublished;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Looks again where what was published may change what is offered: a corrected answer must not
/// stay one key away from being sent, and who was offered nothing may be offered the new article.
@Component
class Renewals {

  private static final Logger log = LoggerFactory.getLogger(Renewals.class);

  /// Older suggestions are of conversations that nobody has on the screen.
  private static final Duration LATELY = Duration.ofHours(12);

  /// Of those who were offered nothing, after one publication. Who was offered what is not so any
  /// more is never left out.
  private static final int MOST = 500;

  /// What a database takes in one question.
  private static final int ARTICLES = 200;

  private final SuggestionRows rows;
  private final Conversations conversations;
  private final Bursts bursts;
  private final Clock clock;

  Renewals(SuggestionRows rows, Conversations conversations, Bursts bursts, Clock clock) {
    this.rows = rows;
    this.conversations = conversations;
    this.bursts = bursts;
    this.clock = clock;
  }

  /// Raised on the thread that carries changes to the index, which nothing here may stop.
  @EventListener
  void on(KnowledgePublished published) {
    try {
      // who is asked for last is looked after first
      concerned(List.copyOf(published.articles())).reversed().stream()
          .filter(this::waits)
          .forEach(bursts::ask);
    } catch (DataAccessException e) {
      // Cards stay as they are until somebody asks again.
      log.atWarn().setCause(e).log("cannot tell whose suggestions a publication changes");
    }
  }

  /// Those first whose cards may be wrong now.
  private SequencedSet<ConversationId> concerned(List<String> articles) {
    var since = clock.instant().minus(LATELY);
    var all = new LinkedHashSet<ConversationId>();
    for (int from = 0; from < articles.size(); from += ARTICLES) {
      var some = articles.subList(from, Math.min(from + ARTICLES, articles.size()));
      all.addAll(rows.offered(some, since));
    }
    all.addAll(rows.offeredNothing(since, MOST));
    return all;
  }

  private boolean waits(ConversationId id) {
    return conversations.find(id).filter(found -> found.waitingSince() != null).isPresent();
  }
}
