package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ContentFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Takes the Markdown files out of an archive that somebody sent. Names say nothing but the stage,
/// and nothing is written to the disk.
final class Archive {

  private static final int MAX_ENTRIES = 50_000;
  private static final int MAX_FILE = 256 * 1_024;
  private static final long MAX_INFLATED = 100L * 1_024 * 1_024;
  private static final long MAX_RATIO = 100;

  /// Below this size text may be as repetitive as it likes.
  private static final long RATIO_FREE = 1_024 * 1_024;

  private final ZipInputStream in;
  private long left;

  private Archive(byte[] zip) {
    // names that are not marked as UTF-8 come from Chinese Windows
    this.in = new ZipInputStream(new ByteArrayInputStream(zip), Charset.forName("GB18030"));
    this.left = Math.min(MAX_INFLATED, RATIO_FREE + zip.length * MAX_RATIO);
  }

  /// Its articles in their order: the files under `faq/` if there is such a folder, else all.
  ///
  /// @throws Refusal when the archive is broken, or larger than it may be
  static List<ContentFile> articles(byte[] zip) {
    try {
      var files = new Archive(zip).markdown();
      var faq = files.stream().filter(f -> ("/" + f.name()).contains("/faq/")).toList();
      return faq.isEmpty() ? files : faq;
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "压缩包已损坏");
    }
  }

  private List<ContentFile> markdown() throws IOException {
    var files = new ArrayList<ContentFile>();
    int entries = 0;
    for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (++entries > MAX_ENTRIES) {
        throw tooLarge();
      }
      var bytes = inflate(isMarkdown(entry));
      if (isMarkdown(entry)) {
        files.add(new ContentFile(entry.getName(), Texts.decode(bytes).replace("\r\n", "\n")));
      }
    }
    if (entries == 0) {
      throw new IOException("no entry");
    }
    return files;
  }

  /// What is not kept counts too.
  private byte[] inflate(boolean keep) throws IOException {
    var kept = new ByteArrayOutputStream();
    var buffer = new byte[8_192];
    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
      left -= n;
      if (left < 0 || kept.size() > MAX_FILE) {
        throw tooLarge();
      }
      if (keep) {
        kept.write(buffer, 0, n);
      }
    }
    return kept.toByteArray();
  }

  private static boolean isMarkdown(ZipEntry entry) {
    var name = entry.getName();
    var last = name.substring(name.lastIndexOf('/') + 1);
    return last.endsWith(".md") && !last.startsWith(".") && !name.startsWith("__MACOSX/");
  }

  private static Refusal tooLarge() {
    return new Refusal(ErrorCode.TOO_LARGE, "压缩包展开后过大");
  }
}
