package dev.kefu.assist;

import dev.kefu.storage.ReadOnly;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Playbooks and intents in the database. What writes is called inside a transaction.
@Component
class HelpRows {

  static final int MOST = 1_000;
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final JsonMapper json;

  HelpRows(JdbcClient jdbc, @ReadOnly JdbcClient reader, JsonMapper json) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.json = json;
  }

  void store(Playbook playbook) {
    jdbc.sql(
            """
            insert into playbook (id, title, reason, triggers, examples, intents, soothe, verify,
              offer, next)
            values (:id, :title, :reason, :triggers, :examples, :intents, :soothe, :verify, :offer,
              :next)
            """)
        .param("id", playbook.id())
        .param("title", playbook.title())
        .param("reason", playbook.reason())
        .param("triggers", json.writeValueAsString(playbook.triggers()))
        .param("examples", json.writeValueAsString(playbook.examples()))
        .param("intents", json.writeValueAsString(playbook.intents()))
        .param("soothe", playbook.soothe())
        .param("verify", json.writeValueAsString(playbook.verify()))
        .param("offer", json.writeValueAsString(playbook.offer()))
        .param("next", json.writeValueAsString(playbook.next()))
        .update();
  }

  private void store(Intent intent, int place) {
    jdbc.sql(
            """
            insert into intent (intent, title, examples, place)
            values (:intent, :title, :examples, :place)
            """)
        .param("intent", intent.intent())
        .param("title", intent.title())
        .param("examples", json.writeValueAsString(intent.examples()))
        .param("place", place)
        .update();
  }

  /// These instead of all others.
  void replace(List<Intent> intents) {
    jdbc.sql("delete from intent").update();
    for (int place = 0; place < intents.size(); place++) {
      store(intents.get(place), place);
    }
  }

  List<Playbook> playbooks() {
    return playbooks(reader);
  }

  /// The same, as the one who writes sees them.
  List<Playbook> playbooksNow() {
    return playbooks(jdbc);
  }

  void removePlaybook(String id) {
    jdbc.sql("delete from playbook where id = :id").param("id", id).update();
  }

  private List<Playbook> playbooks(JdbcClient client) {
    return client
        .sql(
            """
            select id, title, reason, triggers, examples, intents, soothe, verify, offer, next
            from playbook
            order by id
            limit :most
            """)
        .param("most", MOST)
        .query((row, _) ->
            new Playbook(
                row.getString("id"),
                row.getString("title"),
                row.getString("reason"),
                texts(row.getString("triggers")),
                texts(row.getString("examples")),
                texts(row.getString("intents")),
                row.getString("soothe"),
                texts(row.getString("verify")),
                texts(row.getString("offer")),
                texts(row.getString("next"))))
        .list();
  }

  List<Intent> intents() {
    return reader
        .sql("select intent, title, examples from intent order by place limit :most")
        .param("most", MOST)
        .query((row, _) ->
            new Intent(
                row.getString("intent"), row.getString("title"), texts(row.getString("examples"))))
        .list();
  }

  private List<String> texts(String stored) {
    return json.readValue(stored, TEXTS);
  }
}
