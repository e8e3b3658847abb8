package dev.kefu.routing;

import dev.kefu.account.Actor;
import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffDirectory;
import dev.kefu.account.StaffId;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Sender;
import dev.kefu.conversation.Status;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who serves whom. Every change is made on the conversation as it stands inside the transaction,
/// so of two who take it at once one wins and the other is told who did.
@Component
public class Assignments {

  private static final Set<String> GROUPS = Set.of("pre_sale", "after_sale");
  private static final int MAX_NOTE = 2_000;

  private final StaffDirectory directory;

  Assignments(StaffDirectory directory) {
    this.directory = directory;
  }

  /// Takes a waiting conversation. Taking one's own again changes nothing.
  ///
  /// @throws Refusal `conflict` with the `owner` when somebody else has it; `closed`; `forbidden`
  public void take(Change change, Staff staff) {
    staff.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER);
    var conversation = ConversationAccess.requireRead(staff, change.conversation());
    switch (conversation.status()) {
      case QUEUED -> give(change, staff);
      case ASSIGNED -> {
        if (!staff.id().equals(conversation.owner())) {
          throw taken(conversation.owner());
        }
      }
      case CLOSED -> throw new Refusal(ErrorCode.CLOSED, "会话已结束");
    }
  }

  /// Takes a conversation from whoever has it; for those who supervise.
  public void takeOver(Change change, Staff staff) {
    staff.require(Role.SUPERVISOR, Role.MANAGER);
    requireOpen(change);
    if (!staff.id().equals(change.conversation().owner())) {
      give(change, staff);
    }
  }

  private static void give(Change change, Staff staff) {
    change.assign(staff.id());
    change.tell(
        EventKind.ASSIGN,
        Conversations.agent(staff),
        Map.of("to", staff.id().value(), "name", staff.name()));
  }

  /// Hands a conversation to a colleague or into a group's queue.
  ///
  /// @param note for the colleague, never for the shopper
  /// @throws Refusal `forbidden` unless it is one's own or one supervises; `not_found` for an
  ///   unknown colleague; `bad_request` unless exactly one receiver is named
  public void transfer(
      Change change,
      Staff staff,
      @Nullable StaffId toStaff,
      @Nullable String toGroup,
      @Nullable String note) {
    requireOpen(change);
    requireOwnerOrSupervisor(change, staff);
    if ((toStaff == null) == (toGroup == null)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "to_staff 与 to_group 须恰好给出一个");
    }
    if (note != null && note.length() > MAX_NOTE) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "note 最长 " + MAX_NOTE + " 个字");
    }
    if (note != null && !note.isBlank()) {
      change.tellStaff(EventKind.NOTE, Conversations.agent(staff), Map.of("text", note));
    }
    if (toStaff != null) {
      toStaff(change, staff, toStaff);
    } else if (toGroup != null) {
      toGroup(change, staff, toGroup);
    }
  }

  private void toStaff(Change change, Staff staff, StaffId to) {
    var receiver =
        directory
            .find(to)
            .filter(found -> found.is(Role.AGENT) || found.supervises())
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这位客服"));
    change.assign(receiver.id());
    change.tell(
        EventKind.TRANSFER,
        Conversations.agent(staff),
        Map.of("to", receiver.id().value(), "name", receiver.name()));
  }

  private static void toGroup(Change change, Staff staff, String group) {
    if (!GROUPS.contains(group)) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这个客服组");
    }
    change.queue(group);
    change.tell(EventKind.TRANSFER, Conversations.agent(staff), Map.of("to_group", group));
  }

  /// Ends a conversation. Ending it again changes nothing.
  public void close(Change change, Sender by, @Nullable String reason) {
    if (change.conversation().status() == Status.CLOSED) {
      return;
    }
    change.close();
    change.tell(EventKind.CLOSE, by, Map.of("reason", reason == null ? "done" : reason));
  }

  /// Opens an ended conversation again, with the owner it had.
  public void reopen(Change change, Actor actor, Sender by) {
    if (change.conversation().status() != Status.CLOSED) {
      return;
    }
    change.reopen(actor);
    change.tell(EventKind.REOPEN, by, Map.of());
  }

  /// @throws Refusal `forbidden` unless it is one's own or one supervises
  public static void requireOwnerOrSupervisor(Change change, Staff staff) {
    var conversation = ConversationAccess.requireRead(staff, change.conversation());
    if (!staff.id().equals(conversation.owner()) && !staff.supervises()) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只有接待人或主管可以这样做");
    }
  }

  private static void requireOpen(Change change) {
    if (change.conversation().status() == Status.CLOSED) {
      throw new Refusal(ErrorCode.CLOSED, "会话已结束");
    }
  }

  private Refusal taken(@Nullable StaffId owner) {
    var name = owner == null ? "" : directory.find(owner).map(Staff::name).orElse("");
    return new Refusal(
        ErrorCode.CONFLICT,
        "已由 " + name + " 接待",
        Map.of("owner", owner == null ? "" : owner.value()));
  }
}
