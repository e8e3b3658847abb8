package dev.kefu.assist;

import dev.kefu.content.ContentImport;
import dev.kefu.storage.VersionLog;
import java.util.List;
import org.springframework.stereotype.Component;

/// This room's share of the content folder: quick replies, intents, playbooks.
@Component
class HelpImport implements ContentImport {

  private final HelpRows rows;
  private final QuickReplyRows quickReplies;
  private final IntentBook book;

  HelpImport(HelpRows rows, QuickReplyRows quickReplies, IntentBook book) {
    this.rows = rows;
    this.quickReplies = quickReplies;
    this.book = book;
  }

  @Override
  public Prepared check(Content content) {
    var replies = HelpFiles.quickReplies(content.folder());
    var intents = HelpFiles.intents(content.folder());
    var playbooks = HelpFiles.playbooks(content.folder());
    return () -> {
      for (int place = 0; place < replies.size(); place++) {
        quickReplies.add(new QuickReplyRows.Kept(replies.get(place), QuickReplyRows.FIRST), place);
      }
      if (!intents.isEmpty()) {
        book.change(0, intents, List.of(), VersionLog.IMPORT, content.importedAt());
      }
      playbooks.forEach(rows::store);
    };
  }
}
