package dev.kefu.knowledge;

import dev.kefu.knowledge.ArticleVersion.Author;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps of an article's life for tests that do not care why they are taken.
record TestArticles(Articles articles, Publishing publishing) {

  Article create(@Nullable String id, ArticleFields fields, Author author) {
    return articles.create(id, fields, author, null);
  }

  Article save(String id, long read, ArticleFields fields, Author author) {
    return articles.save(id, read, fields, author, null);
  }

  Article publish(String id, long read, Author author) {
    var one = List.of(new Publishing.Read(id, read));
    return publishing.publish(one, author, null).articles().getFirst();
  }

  Article retire(String id, long read, Author author) {
    return publishing.retire(new Publishing.Read(id, read), author, null).articles().getFirst();
  }
}
