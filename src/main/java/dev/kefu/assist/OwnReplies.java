package dev.kefu.assist;

import dev.kefu.account.StaffId;
import dev.kefu.assist.QuickReplyRows.Kept;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.storage.ReadOnly;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Quick replies that a member of staff keeps for themselves. One of their own may have a code of
/// the shop's: then it stands before it.
@Component
class OwnReplies {

  static final int MOST = 200;

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final QuickReplyRows rows;
  private final TransactionTemplate transactions;

  OwnReplies(
      JdbcClient jdbc,
      @ReadOnly JdbcClient reader,
      QuickReplyRows rows,
      TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.rows = rows;
    this.transactions = transactions;
  }

  List<Kept> of(StaffId staff) {
    return reader
        .sql(
            """
            select code, title, text, stage, version from quick_reply_own
            where staff = :staff order by code limit :most
            """)
        .param("staff", staff.value())
        .param("most", MOST)
        .query((row, _) -> QuickReplyRows.kept(row))
        .list();
  }

  /// @throws Refusal `conflict` for a code one has already and when there are too many
  Kept add(StaffId staff, QuickReply reply) {
    return inOne(version -> {
      if (find(staff, reply.code()).isPresent()) {
        throw new Refusal(ErrorCode.CONFLICT, "快捷码 " + reply.code() + " 已存在");
      }
      if (count(staff) >= MOST) {
        throw new Refusal(ErrorCode.CONFLICT, "最多 " + MOST + " 条个人快捷回复");
      }
      put(staff, reply, version);
      return new Kept(reply, version);
    });
  }

  /// @param read the version the change was made on
  /// @throws Refusal `not_found`, `conflict` when another window was faster
  Kept change(StaffId staff, QuickReply reply, long read) {
    return inOne(version -> {
      requireUnchanged(staff, reply.code(), read);
      put(staff, reply, version);
      return new Kept(reply, version);
    });
  }

  /// @param read the version that is to go
  /// @throws Refusal `not_found`, `conflict` when another window was faster
  void remove(StaffId staff, String code, long read) {
    inOne(version -> {
      requireUnchanged(staff, code, read);
      jdbc.sql("delete from quick_reply_own where staff = :staff and code = :code")
          .param("staff", staff.value())
          .param("code", code)
          .update();
      return version;
    });
  }

  private void requireUnchanged(StaffId staff, String code, long read) {
    var now = find(staff, code).orElseThrow(QuickReplyDesk::notFound);
    if (now.version() != read) {
      throw new VersionConflict(now.version());
    }
  }

  private Optional<Kept> find(StaffId staff, String code) {
    return jdbc.sql(
            """
            select code, title, text, stage, version from quick_reply_own
            where staff = :staff and code = :code
            """)
        .param("staff", staff.value())
        .param("code", code)
        .query((row, _) -> QuickReplyRows.kept(row))
        .optional();
  }

  private long count(StaffId staff) {
    return jdbc.sql("select count(*) from quick_reply_own where staff = :staff")
        .param("staff", staff.value())
        .query(Long.class)
        .single();
  }

  private void put(StaffId staff, QuickReply reply, long version) {
    jdbc.sql(
            """
            insert into quick_reply_own (staff, code, title, text, stage, version)
            values (:staff, :code, :title, :text, :stage, :version)
            on conflict (staff, code) do update
            set title = excluded.title, text = excluded.text, stage = excluded.stage,
              version = excluded.version
            """)
        .param("staff", staff.value())
        .param("code", reply.code())
        .param("title", reply.title())
        .param("text", reply.text())
        .param("stage", reply.stage())
        .param("version", version)
        .update();
  }

  private <T> T inOne(LongFunction<T> change) {
    return Objects.requireNonNull(transactions.execute(_ -> change.apply(rows.nextOwn())));
  }
}
