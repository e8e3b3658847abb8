package dev.kefu.conversation;

import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.storage.ReadOnly;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Pictures as evidence: what a shopper has shown in a conversation. May block; any thread.
@Component
public class ShownPictures {

  private final JdbcClient reader;
  private final JsonMapper json;

  ShownPictures(@ReadOnly JdbcClient reader, JsonMapper json) {
    this.reader = reader;
    this.json = json;
  }

  /// Whether the shopper has sent one of these in this conversation and it still stands there.
  /// Names that are not known here may be named all the same, evidence may lie with the shop; they
  /// show nothing.
  ///
  /// @throws Refusal `not_found` for a picture of another conversation
  public boolean isAmong(ConversationId id, Collection<String> files) {
    files.forEach(file -> requireNotOfAnother(id, file));
    return files.stream().anyMatch(file -> isShown(id, file));
  }

  private void requireNotOfAnother(ConversationId id, String file) {
    var elsewhere =
        reader
            .sql("select 1 from picture where id = :id and conversation <> :conversation")
            .param("id", file)
            .param("conversation", id.value())
            .query(Integer.class)
            .optional();
    if (elsewhere.isPresent()) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这张图片");
    }
  }

  private boolean isShown(ConversationId id, String file) {
    return reader
        .sql(
            """
            select 1 from event
            where conversation = :id and kind = 'message' and sender_role = 'shopper' and body = :body
            limit 1
            """)
        .param("id", id.value())
        .param("body", json.writerFor(Body.class).writeValueAsString(new Body.Image(file)))
        .query(Integer.class)
        .optional()
        .isPresent();
  }
}
