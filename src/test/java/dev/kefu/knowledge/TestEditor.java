package dev.kefu.knowledge;

import dev.kefu.knowledge.ArticleVersion.Author;
import java.util.List;
import org.springframework.context.ApplicationContext;

/// Publishes articles of a program that runs, as an editor would.
public final class TestEditor {

  private static final Author EDITOR = new Author("usr_editor", "editor");

  private final Articles articles;
  private final ArticleStore store;
  private final Publishing publishing;

  public TestEditor(ApplicationContext context) {
    this.articles = context.getBean(Articles.class);
    this.store = context.getBean(ArticleStore.class);
    this.publishing = context.getBean(Publishing.class);
  }

  /// @return its identifier
  public String publish(String question, String answer) {
    return publish(articles.create(null, fields(question, answer), EDITOR, null));
  }

  public void correct(String id, String question, String answer) {
    var read = store.find(id).orElseThrow().version();
    publish(articles.save(id, read, fields(question, answer), EDITOR, null));
  }

  private static ArticleFields fields(String question, String answer) {
    return Samples.article(question, answer).fields();
  }

  private String publish(Article draft) {
    publishing.publish(List.of(new Publishing.Read(draft.id(), draft.version())), EDITOR, null);
    return draft.id();
  }
}
