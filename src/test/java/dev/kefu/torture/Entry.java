package dev.kefu.torture;

import java.util.regex.Pattern;

/// One line of the history: what one device did or saw.
///
/// @param at nanoseconds of this machine's monotonic clock; never falls from one line to the next
/// @param who the device, or `nemesis`
/// @param conversation empty where there is none
/// @param key the message's `mid`, the command's id or the participant; empty where there is none
/// @param seq as the device counts, or a close code, or bytes
/// @param text depends on `what`
record Entry(
    long at, String who, What what, String conversation, String key, long seq, String text) {

  /// Parts `text` where it holds several things.
  static final String BAR = "|";

  private static final Pattern BARS = Pattern.compile(BAR, Pattern.LITERAL);

  enum What {
    /// A device is introduced; `key` is whose it is, `text` its role, its group and its link.
    HERE,
    /// Was welcomed.
    CONNECTED,
    /// The socket ended; `seq` is the close code, 0 for a bare end, -1 when the client ended it.
    CLOSED,
    /// A message is about to be sent for the first time; `text` is what it says.
    SENDING,
    /// The server said `ok`; `seq` is the number it gave, `text` is `dup` for a repeat.
    STORED,
    /// The server refused for good; `text` is the code.
    REFUSED,
    /// The server asked to try again; `text` is the code.
    LATER,
    /// An event was shown; `text` is its kind, sender and the fingerprint of what it says.
    SHOWN,
    /// An event came that was shown before on this socket, and nobody had asked for it.
    TWICE,
    /// An event came with a number beyond the next, and nobody had asked for it.
    HOLE,
    /// Long after it could have been told of it, the device found an event only by asking.
    BEHIND,
    /// For the first time a frame named this conversation; `text` is how the frame begins.
    SAW,
    /// A frame for a shopper held what only staff may see.
    LEAK,
    /// A command is about to be sent; `key` is its id, `text` what it asks.
    COMMAND,
    /// The command's `ok`; `text` is the answer.
    ANSWERED,
    /// The command was refused; `text` is the code.
    DENIED,
    /// The server told how far `key` has read.
    READ,
    /// Another life of the database: what was shown is forgotten.
    RESYNC,
    /// The nemesis begins something; until `CALM` it may show in closes and delays.
    FAULT,
    /// What the nemesis did is over and clients are being answered again.
    CALM,
    /// All faults are gone for good.
    HEALED,
    /// The device has nothing unanswered left.
    SETTLED,
    /// The device still had when the run could wait no longer; `text` is what it was waiting for.
    STUCK,
    /// What one process holds in memory once nothing is left of what nobody needs any more; `key`
    /// is the process, `seq` the bytes.
    HELD
  }

  String line() {
    return String.join(
        "\t",
        Long.toString(at),
        who,
        what.name(),
        conversation,
        key,
        Long.toString(seq),
        text.replace('\t', ' ').replace('\n', ' '));
  }

  static Entry parse(String line) {
    var f = line.split("\t", -1);
    return new Entry(
        Long.parseLong(f[0]), f[1], What.valueOf(f[2]), f[3], f[4], Long.parseLong(f[5]), f[6]);
  }

  /// A part of `text`, parted by bars.
  String part(int index) {
    var parts = BARS.split(text, -1);
    return index < parts.length ? parts[index] : "";
  }
}
