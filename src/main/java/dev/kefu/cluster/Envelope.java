package dev.kefu.cluster;

import dev.kefu.base.LatelyUsed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Hides what this shop's nodes hand to each other through Redis, which can neither read nor change
/// it, nor hand it over a second time or to a node that started later: AES-GCM under a key of the
/// sending node's own, made of the shop's and the node's number, with a counter that never falls.
///
/// May be used from any thread.
final class Envelope {

  /// The first byte, by which one is told from a sealed [Payload].
  static final int VERSION = 2;

  /// What was under way for longer is not taken: somebody may have kept it.
  static final Duration FRESH = Duration.ofSeconds(30);

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;
  private static final int HEADER_BYTES = 1 + 16 + 8 + 8;

  /// Senders and channels that are known; far more than there are.
  private static final int MAX_LINES = 2_000;

  private final BusKey shop;
  private final UUID node;
  private final SecretKey own;
  private final InstantSource clock;
  private final long startedMillis;

  /// Guarded by this.
  private long counter;

  /// What came last from a sender on a channel. Guarded by this.
  private final Map<Line, Long> last = new LatelyUsed<>(MAX_LINES);

  /// Guarded by this.
  private final Map<UUID, SecretKey> keys = new LatelyUsed<>(MAX_LINES);

  private record Line(UUID sender, String channel) {}

  Envelope(BusKey shop, UUID node, InstantSource clock) {
    this.shop = shop;
    this.node = node;
    this.clock = clock;
    startedMillis = clock.millis();
    own = key(node);
  }

  static boolean isOne(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == VERSION;
  }

  byte[] close(String channel, byte[] words) {
    var number = next();
    var header =
        ByteBuffer.allocate(HEADER_BYTES)
            .put((byte) VERSION)
            .putLong(node.getMostSignificantBits())
            .putLong(node.getLeastSignificantBits())
            .putLong(number)
            .putLong(clock.millis())
            .array();
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, own, number, header, channel);
      var bytes = new byte[HEADER_BYTES + cipher.getOutputSize(words.length)];
      System.arraycopy(header, 0, bytes, 0, HEADER_BYTES);
      cipher.doFinal(words, 0, words.length, bytes, HEADER_BYTES);
      return bytes;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized long next() {
    return ++counter;
  }

  /// @return what is in it; empty when it is not from a node of this shop, old, or came before
  Optional<byte[]> open(String channel, byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      return Optional.empty();
    }
    var header = ByteBuffer.wrap(bytes, 1, HEADER_BYTES - 1);
    var sender = new UUID(header.getLong(), header.getLong());
    var number = header.getLong();
    var sentMillis = header.getLong();
    var age = clock.millis() - sentMillis;
    if (Math.abs(age) > FRESH.toMillis() || sentMillis < startedMillis) {
      return Optional.empty();
    }
    try {
      var cipher =
          cipher(
              Cipher.DECRYPT_MODE,
              known(sender),
              number,
              Arrays.copyOf(bytes, HEADER_BYTES),
              channel);
      var words = cipher.doFinal(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
      return isNew(new Line(sender, channel), number) ? Optional.of(words) : Optional.empty();
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized boolean isNew(Line line, long number) {
    var before = last.get(line);
    if (before != null && before >= number) {
      return false;
    }
    last.put(line, number);
    return true;
  }

  boolean isOwn(byte[] bytes) {
    return bytes.length >= HEADER_BYTES
        && ByteBuffer.wrap(bytes).getLong(1) == node.getMostSignificantBits()
        && ByteBuffer.wrap(bytes).getLong(1 + Long.BYTES) == node.getLeastSignificantBits();
  }

  private synchronized SecretKey known(UUID sender) {
    return keys.computeIfAbsent(sender, this::key);
  }

  private SecretKey key(UUID sender) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(shop.key());
      mac.update("what nodes share".getBytes(StandardCharsets.UTF_8));
      var id =
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(sender.getMostSignificantBits())
              .putLong(sender.getLeastSignificantBits())
              .array();
      return new SecretKeySpec(mac.doFinal(id), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, long number, byte[] header, String channel)
      throws GeneralSecurityException {
    var nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(number).array();
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(header);
    cipher.updateAAD(channel.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
