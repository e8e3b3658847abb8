package dev.kefu.assist;

import dev.kefu.assist.QuickReplyRows.Kept;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What editors do about quick replies.
@Component
class QuickReplyDesk {

  private static final int MAX_BYTES = 5_000_000;

  private final QuickReplyRows rows;
  private final TransactionTemplate transactions;

  QuickReplyDesk(QuickReplyRows rows, TransactionTemplate transactions) {
    this.rows = rows;
    this.transactions = transactions;
  }

  /// @throws Refusal `conflict` for a code in use and when there are too many
  Kept add(QuickReply reply) {
    return inOne(version -> {
      if (rows.find(reply.code()).isPresent()) {
        throw new Refusal(ErrorCode.CONFLICT, "快捷码 " + reply.code() + " 已存在");
      }
      if (rows.now().size() >= QuickReplyRows.MOST) {
        throw new Refusal(ErrorCode.CONFLICT, "最多 " + QuickReplyRows.MOST + " 条快捷回复");
      }
      rows.add(reply, version);
      return new Kept(reply, version);
    });
  }

  /// @param read the version the change was made on
  /// @throws Refusal `not_found`, `conflict` when somebody was faster
  Kept change(QuickReply reply, long read) {
    return inOne(version -> {
      requireUnchanged(reply.code(), read);
      rows.change(reply, version);
      return new Kept(reply, version);
    });
  }

  /// @param read the version that is to go
  /// @throws Refusal `not_found`, `conflict` when somebody was faster
  void remove(String code, long read) {
    inOne(version -> {
      requireUnchanged(code, read);
      rows.remove(code);
      return version;
    });
  }

  private void requireUnchanged(String code, long read) {
    var now = rows.find(code).orElseThrow(QuickReplyDesk::notFound);
    if (now.version() != read) {
      throw new VersionConflict(now.version());
    }
  }

  static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "没有这条快捷回复");
  }

  /// These, in this order, in place of all others; what stays as it is keeps its version.
  ///
  /// @param read the number of the last change the writer knows
  /// @return the number of this change
  /// @throws Refusal `conflict` when somebody was faster
  long replace(List<QuickReply> replies, long read) {
    return inOne(version -> {
      if (version != read + 1) {
        throw new VersionConflict(version - 1);
      }
      var before = rows.now().stream().collect(Collectors.toMap(Kept::reply, Kept::version));
      rows.removeAll();
      for (int place = 0; place < replies.size(); place++) {
        var reply = replies.get(place);
        rows.add(new Kept(reply, before.getOrDefault(reply, version)), place);
      }
      return version;
    });
  }

  /// @throws Refusal `bad_request` when it is no `quick-replies.yaml`, or an empty one
  List<QuickReply> read(byte[] file) {
    if (file.length > MAX_BYTES) {
      throw new Refusal(ErrorCode.TOO_LARGE, "文件太大");
    }
    try {
      var replies = HelpFiles.quickReplies(ContentFile.sent(HelpFiles.QUICK_REPLIES_FILE, file));
      if (replies.isEmpty() || replies.size() > QuickReplyRows.MOST) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "文件里应有 1 到 " + QuickReplyRows.MOST + " 条快捷回复");
      }
      return replies;
    } catch (ContentError e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "文件有误：" + e.getMessage());
    }
  }

  private <T> T inOne(Function<Long, T> change) {
    return Objects.requireNonNull(transactions.execute(_ -> change.apply(rows.next())));
  }
}
