package dev.kefu.rulebook;

import dev.kefu.content.ContentImport;
import org.springframework.stereotype.Component;

/// Takes the first rulebook from the content folder.
@Component
class RulesImport implements ContentImport {

  private static final String FILE = "rulebook.yaml";

  private final RulesStore store;

  RulesImport(RulesStore store) {
    this.store = store;
  }

  @Override
  public Prepared check(Content content) {
    var rules = content.folder().file(FILE).map(RulesFile::read);
    return () -> rules.ifPresent(r -> store.store(r, "import"));
  }
}
