package dev.kefu.content;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// An archive of files. One that somebody sent is inflated in memory and held to limits: what it
/// may hold in all, and how much more that may be than what was sent. Nothing is written to the
/// disk, so no name can lead anywhere.
public final class Archive {

  private static final long MAX_INFLATED = 100L * 1_024 * 1_024;
  private static final long MAX_RATIO = 100;

  /// Below this size text may be as repetitive as it likes.
  private static final long RATIO_FREE = 1_024 * 1_024;

  /// The same files make the same bytes.
  private static final LocalDateTime TIMELESS = LocalDateTime.of(2000, 1, 1, 0, 0);

  /// Names that are not marked as UTF-8 come from Chinese Windows.
  private static final Charset NAMES = Charset.forName("GB18030");

  /// @param entries how many there may be
  /// @param kept what one of those that are kept may hold, in bytes
  public record Limits(int entries, long kept) {}

  private final ZipInputStream in;
  private final Limits limits;
  private long left;

  private Archive(byte[] zip, Limits limits) {
    this.in = new ZipInputStream(new ByteArrayInputStream(zip), NAMES);
    this.limits = limits;
    this.left = Math.min(MAX_INFLATED, RATIO_FREE + zip.length * MAX_RATIO);
  }

  /// The entries whose names are wanted, in their order. All others are inflated too, to be counted
  /// and held against their checksums.
  ///
  /// @throws Refusal when the archive is broken, encrypted, or larger than it may be
  public static Map<String, byte[]> entries(byte[] zip, Limits limits, Predicate<String> wanted) {
    try {
      return new Archive(zip, limits).read(wanted);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "压缩包已损坏，或设有密码");
    }
  }

  /// One entry of an archive that [#entries] has gone through before, as it is inflated.
  ///
  /// @throws IOException when there is none of that name
  public static InputStream stream(byte[] zip, String name) throws IOException {
    var in = new ZipInputStream(new ByteArrayInputStream(zip), NAMES);
    for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (entry.getName().equals(name)) {
        return in;
      }
    }
    throw new IOException("no such entry");
  }

  private Map<String, byte[]> read(Predicate<String> wanted) throws IOException {
    var kept = new LinkedHashMap<String, byte[]>();
    int entries = 0;
    for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (++entries > limits.entries()) {
        throw tooLarge();
      }
      var keep = wanted.test(entry.getName());
      var bytes = inflate(keep);
      if (keep && kept.putIfAbsent(entry.getName(), bytes) != null) {
        throw new IOException("an entry stands twice");
      }
    }
    if (entries == 0) {
      throw new IOException("no entry");
    }
    return kept;
  }

  /// What is not kept counts too.
  private byte[] inflate(boolean keep) throws IOException {
    var kept = new ByteArrayOutputStream();
    var buffer = new byte[8_192];
    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
      left -= n;
      if (left < 0 || kept.size() > limits.kept()) {
        throw tooLarge();
      }
      if (keep) {
        kept.write(buffer, 0, n);
      }
    }
    return kept.toByteArray();
  }

  /// Whether an entry is a Markdown file that somebody wrote, and none that their machine added.
  public static boolean isMarkdown(String name) {
    var last = name.substring(name.lastIndexOf('/') + 1);
    return last.endsWith(".md") && !last.startsWith(".") && !name.startsWith("__MACOSX/");
  }

  /// An archive of texts by their names, in that order; the same texts make the same bytes.
  public static byte[] write(Map<String, String> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (var file : files.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(TIMELESS);
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Refusal tooLarge() {
    return new Refusal(ErrorCode.TOO_LARGE, "压缩包展开后过大");
  }
}
