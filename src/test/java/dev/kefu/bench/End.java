package dev.kefu.bench;

import java.nio.charset.StandardCharsets;

/// One side of a conversation under load: sends, and checks what it hears. On one loop's thread
/// only.
final class End {

  /// So many messages may be under way; a power of two.
  private static final int MAX_UNDER_WAY = 4_096;

  private static final int ID_DIGITS = 8;
  private static final int MID_DIGITS = 12;
  private static final int MAX_FRAME = 1_024;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  final Person person;
  final String conversation;

  private final Conversing load;
  private final Tally tally;
  private final byte[] head;
  private final byte[][] tails;
  private final int idAt;
  private final int midAt;
  private final byte[] frame = new byte[MAX_FRAME];
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

    Envelope envelope();
  }

  /// @param pair number of the conversation
  /// @param side 0 the shopper, 1 the agent
  /// @param tag makes the message ids of this run its own
  /// @param texts what is said, in turn
  End(
      Person person,
      String conversation,
      int pair,
      int side,
      int tag,
      String[] texts,
      Tally tally,
      Conversing load) {
    this.person = person;
    this.conversation = conversation;
    this.tally = tally;
    this.load = load;
    var toId =
        load.envelope().before(conversation)
            + "{\"type\":\"send\",\"id\":\""
            + String.format("%04x%x", pair, side);
    var toMid =
        toId
            + "00000000\",\"conversation\":\""
            + conversation
            + String.format("\",\"mid\":\"%08x-%04x-4%03x-8000-", pair, tag, side);
    idAt = toId.length();
    midAt = toMid.length();
    head =
        (toMid + "000000000000\",\"body\":{\"kind\":\"text\",\"text\":\"")
            .getBytes(StandardCharsets.UTF_8);
    tails = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      tails[i] = (texts[i] + "\"}}" + load.envelope().after()).getBytes(StandardCharsets.UTF_8);
    }
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
    var tail = tails[(int) (number % tails.length)];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(tail, 0, frame, head.length, tail.length);
    hex(idAt, ID_DIGITS, number);
    hex(midAt, MID_DIGITS, number);
    person.wire().send(frame, head.length + tail.length);
  }

  private void hex(int at, int digits, long number) {
    for (int i = 0; i < digits; i++) {
      frame[at + i] = HEX[(int) ((number >>> (4 * (digits - 1 - i))) & 0xF)];
    }
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
