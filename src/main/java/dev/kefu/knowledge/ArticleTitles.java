package dev.kefu.knowledge;

import dev.kefu.storage.ReadOnly;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What articles are called now, retired ones included, and deleted ones were called last.
@Component
public class ArticleTitles {

  private final JdbcClient reader;

  ArticleTitles(@ReadOnly JdbcClient reader) {
    this.reader = reader;
  }

  /// Any thread. An article that is not there has no title.
  ///
  /// @param articles as many as a page of a list holds
  /// @return the questions they answer, by article
  public Map<String, String> of(Collection<String> articles) {
    var titles = new HashMap<String, String>();
    if (!articles.isEmpty()) {
      reader
          .sql(
              """
              select id, question from article where id in (:articles)
              union all
              select id, question from article_gone where id in (:articles)
              limit :most
              """)
          .param("articles", articles)
          .param("most", articles.size())
          .query(row -> {
            titles.put(row.getString("id"), row.getString("question"));
          });
    }
    return titles;
  }
}
