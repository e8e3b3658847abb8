package dev.kefu.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The text of one content file.
///
/// @param name as people name it in messages, such as `knowledge-base/demo-shop/orders.csv`
/// @param text with `\n` line ends and without a byte order mark
public record ContentFile(String name, String text) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final int FIRST_LINE = 1;

  /// @throws ContentError when the file cannot be read or is not UTF-8
  public static ContentFile read(String name, Path path) {
    try {
      return new ContentFile(name, tidy(decode(name, Files.readAllBytes(path))));
    } catch (IOException e) {
      throw new ContentError(name, FIRST_LINE, "cannot be read (" + e + ")", e);
    }
  }

  /// One that somebody has sent.
  ///
  /// @throws ContentError when it is not UTF-8
  public static ContentFile sent(String name, byte[] bytes) {
    return new ContentFile(name, tidy(decode(name, bytes)));
  }

  public ContentError error(int line, String reason) {
    return new ContentError(name, line, reason);
  }

  /// Files that went through an editor of another system are welcome.
  private static String tidy(String text) {
    var withoutMark = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return withoutMark.replace("\r\n", "\n");
  }

  private static String decode(String name, byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    var result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw new ContentError(name, lineAt(bytes, in.position()), "is not UTF-8");
    }
    return out.flip().toString();
  }

  private static int lineAt(byte[] bytes, int position) {
    int line = FIRST_LINE;
    for (int i = 0; i < position; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }
}
