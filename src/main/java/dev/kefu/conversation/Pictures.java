package dev.kefu.conversation;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.storage.DiskSpace;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Pictures of conversations: uploaded first, then sent by their name as a message.
///
/// They lie in the database, so that every node has them and a backup is whole. Every method may
/// block and may be called from any thread but the writer's.
@Component
public class Pictures {

  /// Pictures a shopper uploads in 24 hours.
  static final int MOST_A_DAY = 20;

  /// Of one conversation, as stored.
  static final long MOST_BYTES = 100L * 1024 * 1024;

  private static final Duration DAY = Duration.ofDays(1);

  private final Conversations conversations;
  private final JdbcClient writer;
  private final JdbcClient reader;
  private final TransactionTemplate transactions;
  private final DiskSpace disk;
  private final JsonMapper json;
  private final Clock clock;

  Pictures(
      Conversations conversations,
      JdbcClient writer,
      @ReadOnly JdbcClient reader,
      TransactionTemplate transactions,
      DiskSpace disk,
      JsonMapper json,
      Clock clock) {
    this.conversations = conversations;
    this.writer = writer;
    this.reader = reader;
    this.transactions = transactions;
    this.disk = disk;
    this.json = json;
    this.clock = clock;
  }

  /// What was uploaded.
  ///
  /// @param file its name, for a message
  /// @param size in bytes
  public record Uploaded(String file, int width, int height, long size) {}

  /// Keeps a picture for a conversation.
  ///
  /// @param file as it came, of whatever size the door lets through
  /// @throws Refusal `not_found` for a conversation one may not read, `closed`, `bad_request` for
  ///   what is no picture, `too_large`, `rate` when a shopper has uploaded [#MOST_A_DAY],
  ///   `storage_full`
  Uploaded upload(Actor by, ConversationId id, byte[] file) {
    var conversation =
        conversations
            .find(id)
            .map(found -> ConversationAccess.requireRead(by, found))
            .orElseThrow(Conversations::notFound);
    if (conversation.status() == Status.CLOSED) {
      throw new Refusal(ErrorCode.CLOSED, "会话已结束");
    }
    disk.requireRoomForUploads();
    var drawing = Drawing.of(file);
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          // To draw it takes its time: whoever was erased meanwhile leaves nothing behind.
          conversations.requireKnown(conversation.shopper());
          requireAllowed(by, id, drawing);
          return insert(by, id, drawing);
        }));
  }

  private void requireAllowed(Actor by, ConversationId id, Drawing drawing) {
    if (by instanceof Shopper && today(by) >= MOST_A_DAY) {
      throw new Refusal(ErrorCode.RATE, "每天最多上传 " + MOST_A_DAY + " 张图片");
    }
    var all =
        writer
            .sql("select coalesce(sum(size), 0) from picture where conversation = :id")
            .param("id", id.value())
            .query(Long.class)
            .single();
    if (all + drawing.jpeg().length > MOST_BYTES) {
      throw new Refusal(ErrorCode.TOO_LARGE, "这个会话的图片已达 100 MB");
    }
  }

  private long today(Actor by) {
    return writer
        .sql("select count(*) from picture where uploaded_by = :by and at > :since")
        .param("by", by.actorId())
        .param("since", clock.instant().minus(DAY).toEpochMilli())
        .query(Long.class)
        .single();
  }

  private Uploaded insert(Actor by, ConversationId id, Drawing drawing) {
    var name = Ids.next("file_");
    writer
        .sql(
            """
            insert into picture (id, conversation, uploaded_by, width, height, size, jpeg, at)
            values (:id, :conversation, :by, :width, :height, :size, :jpeg, :at)
            """)
        .param("id", name)
        .param("conversation", id.value())
        .param("by", by.actorId())
        .param("width", drawing.width())
        .param("height", drawing.height())
        .param("size", drawing.jpeg().length)
        .param("jpeg", drawing.jpeg())
        .param("at", clock.millis())
        .update();
    return new Uploaded(name, drawing.width(), drawing.height(), drawing.jpeg().length);
  }

  private record Kept(ConversationId conversation, String by) {}

  /// The picture as JPEG. Who may read the conversation sees it while it stands in the log; who has
  /// uploaded it sees it before it is sent, too. What was recalled nobody sees.
  ///
  /// @throws Refusal `not_found`
  byte[] show(Actor to, String file) {
    var kept =
        reader
            .sql("select conversation, uploaded_by from picture where id = :id")
            .param("id", file)
            .query((row, _) ->
                new Kept(
                    new ConversationId(row.getString("conversation")),
                    row.getString("uploaded_by")))
            .optional()
            .filter(picture -> maySee(to, file, picture))
            .orElseThrow(Pictures::none);
    return reader
        .sql("select jpeg from picture where id = :id and conversation = :conversation")
        .param("id", file)
        .param("conversation", kept.conversation().value())
        .query((row, _) -> row.getBytes("jpeg"))
        .optional()
        .orElseThrow(Pictures::none);
  }

  private boolean maySee(Actor to, String file, Kept picture) {
    var readable =
        conversations
            .find(picture.conversation())
            .filter(found -> ConversationAccess.mayRead(to, found))
            .isPresent();
    var own = picture.by().equals(to.actorId());
    return readable
        && (stands("event", picture.conversation(), file)
            || (own && !stands("withdrawn_message", picture.conversation(), file)));
  }

  private boolean stands(String table, ConversationId id, String file) {
    return reader
        .sql("select 1 from " + table + " where conversation = :id and body = :body limit 1")
        .param("id", id.value())
        .param("body", json.writerFor(Body.class).writeValueAsString(new Body.Image(file)))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /// Before it is sent: it has to be the sender's, of this conversation.
  ///
  /// @throws Refusal `not_found`
  public void requireOwn(Actor by, ConversationId id, String file) {
    var own =
        reader
            .sql(
                """
                select 1 from picture
                where id = :id and conversation = :conversation and uploaded_by = :by
                """)
            .param("id", file)
            .param("conversation", id.value())
            .param("by", by.actorId())
            .query(Integer.class)
            .optional();
    if (own.isEmpty()) {
      throw none();
    }
  }

  private static Refusal none() {
    return new Refusal(ErrorCode.NOT_FOUND, "没有这张图片");
  }
}
