package dev.kefu.conversation;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Names this life of the database. A client that knew another one must forget its cursors.
@Component
public class Epoch {

  private static final String NAME = "epoch";

  private final String value;

  Epoch(JdbcClient jdbc) {
    jdbc.sql("insert into store (name, value) values (:name, :value) on conflict (name) do nothing")
        .param("name", NAME)
        .param("value", UUID.randomUUID().toString())
        .update();
    value =
        jdbc.sql("select value from store where name = :name")
            .param("name", NAME)
            .query(String.class)
            .single();
  }

  public String value() {
    return value;
  }
}
