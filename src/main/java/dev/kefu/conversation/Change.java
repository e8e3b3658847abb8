package dev.kefu.conversation;

import dev.kefu.account.Actor;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.rulebook.ClearedReply;
import java.util.Map;

/// One conversation being changed, inside the writer's transaction and on its thread.
///
/// Whatever the work writes through the writer's `JdbcClient` commits together with the events
/// appended here, or not at all. Do not block, read the network or wait for other threads in here:
/// every conversation waits meanwhile.
public interface Change {

  /// As it stands, the changes made so far included.
  Conversation conversation();

  /// Appends an event that both sides see.
  ///
  /// @param body written as JSON
  Event tell(EventKind kind, Sender sender, Object body);

  /// Appends what staff tell the shopper in another way than by a message of their own, and keeps
  /// the reason why it is said past a warning.
  ///
  /// @param of what it was said for, by an id: the reason is found by it
  /// @param about is written beside the `text`
  Event tell(Staff author, String of, ClearedReply reply, Map<String, Object> about);

  /// Appends an event that only staff see.
  Event tellStaff(EventKind kind, Sender sender, Object body);

  /// Takes the words out of a message and says so in the log: its place and its number stay, what
  /// it held is in the database and in memory no more. Both sides are told.
  ///
  /// @param seq in full numbers, of a stored message
  /// @param instead what stands where they were
  Event withdraw(Sender by, long seq, Body.Withdrawn instead);

  /// Makes somebody the owner.
  void assign(StaffId owner);

  /// Puts it into a group's queue, without an owner.
  void queue(String group);

  void close();

  /// Opens an ended conversation again, with the owner it had or else in its queue.
  ///
  /// @param by is told which other one only if they may read it
  /// @throws dev.kefu.base.Refusal `conflict` when the shopper has opened another one since
  void reopen(Actor by);
}
