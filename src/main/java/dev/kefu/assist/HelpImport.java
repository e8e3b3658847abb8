package dev.kefu.assist;

import dev.kefu.content.ContentImport;
import org.springframework.stereotype.Component;

/// This room's share of the content folder: quick replies, intents, playbooks.
@Component
class HelpImport implements ContentImport {

  private final HelpRows rows;

  HelpImport(HelpRows rows) {
    this.rows = rows;
  }

  @Override
  public Prepared check(Content content) {
    var replies = HelpFiles.quickReplies(content.folder());
    var intents = HelpFiles.intents(content.folder());
    var playbooks = HelpFiles.playbooks(content.folder());
    return () -> {
      for (int place = 0; place < replies.size(); place++) {
        rows.store(replies.get(place), place);
      }
      for (int place = 0; place < intents.size(); place++) {
        rows.store(intents.get(place), place);
      }
      playbooks.forEach(rows::store);
    };
  }
}
