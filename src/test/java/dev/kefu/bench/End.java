package dev.kefu.bench;

/// One side of a conversation under load: sends, and checks what it hears. On one loop's thread
/// only.
final class End {

  /// So many messages may be under way; a power of two.
  private static final int MAX_UNDER_WAY = 4_096;

  final Person person;
  final String conversation;

  private final Conversing load;
  private final Tally tally;
  private final Stencil stencil;
  private final long[] due = new long[MAX_UNDER_WAY];

  private long sent;
  private long answered;
  private long refused;
  private long heardByPeer;
  private long lastSeq;

  /// What all conversations of a load have in common.
  interface Conversing {

    /// Whether more is to be sent.
    boolean flowing();

    /// Messages a sender may have without an answer.
    int window();
  }

  /// @param stencil what is said
  End(Person person, String conversation, Stencil stencil, Conversing load) {
    this.person = person;
    this.conversation = conversation;
    this.stencil = stencil;
    this.tally = person.tally();
    this.load = load;
  }

  /// Sends until the window is full.
  void fill() {
    while (load.flowing() && sent - answered < load.window()) {
      send(System.nanoTime());
    }
  }

  /// Sends one message, unless too many are under way.
  ///
  /// @param dueNanos when it should have been sent
  void send(long dueNanos) {
    if (sent - Math.min(answered, heardByPeer + refused) >= MAX_UNDER_WAY) {
      tally.other("not sent, too many under way");
      return;
    }
    due[(int) (sent & (MAX_UNDER_WAY - 1))] = dueNanos;
    write(sent++);
    Tally.count(tally.sent);
  }

  /// Sends the same message again, after it was refused for now.
  void write(long number) {
    person.say(this, number, stencil);
  }

  /// A message of this side is durable.
  void ok(long number) {
    answered++;
    tally.ok(System.nanoTime() - due[(int) (number & (MAX_UNDER_WAY - 1))]);
    fill();
  }

  /// A message of this side was refused for good.
  void refused() {
    answered++;
    refused++;
    fill();
  }

  /// The other side has heard a message of this one.
  void heardByPeer(long number) {
    heardByPeer++;
    tally.delivered(System.nanoTime() - due[(int) (number & (MAX_UNDER_WAY - 1))]);
  }

  /// Whether the other side has heard all messages before this one, and not this one.
  void inTurn(long number) {
    if (number != heardByPeer) {
      Tally.count(tally.gaps);
    }
  }

  /// An event has come on this side, whoever said it.
  void event(long seq) {
    if (seq != lastSeq + 1) {
      Tally.count(tally.gaps);
    }
    lastSeq = seq;
  }

  long lastSeq() {
    return lastSeq;
  }

  /// Whether everything that was sent has been answered and heard.
  boolean quiet() {
    return sent == answered && sent == heardByPeer + refused;
  }

  String state() {
    return conversation
        + " sent "
        + sent
        + " answered "
        + answered
        + " refused "
        + refused
        + " heard by the other side "
        + heardByPeer;
  }
}
