package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.knowledge.KnowledgePublished;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Looks again where what was published may change what is offered: a corrected answer must not
/// stay one key away from being sent, and who was offered nothing may be offered the new article.
@Component
class Renewals {

  /// Older suggestions are of conversations that nobody has on the screen.
  private static final Duration LATELY = Duration.ofHours(12);

  /// After one publication. What waits longer is looked at anew when somebody opens it.
  private static final int MOST = 200;

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

  @EventListener
  void on(KnowledgePublished published) {
    // who is asked for last is looked after first
    concerned(List.copyOf(published.articles())).reversed().forEach(bursts::ask);
  }

  private List<ConversationId> concerned(List<String> articles) {
    var since = clock.instant().minus(LATELY);
    var all = new LinkedHashSet<ConversationId>();
    for (int from = 0; from < articles.size(); from += ARTICLES) {
      var some = articles.subList(from, Math.min(from + ARTICLES, articles.size()));
      all.addAll(rows.concerned(some, since, MOST));
    }
    return all.stream().filter(this::waits).limit(MOST).toList();
  }

  private boolean waits(ConversationId id) {
    return conversations.find(id).filter(found -> found.waitingSince() != null).isPresent();
  }
}
