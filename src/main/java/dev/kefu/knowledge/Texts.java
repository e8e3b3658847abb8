package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads text whose encoding nobody has told: UTF-8, UTF-16 with its mark, or the GB18030 that
/// Chinese spreadsheets write.
final class Texts {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Texts() {}

  /// Whether there is a Chinese character in it.
  static boolean hasHan(String text) {
    return text.codePoints().anyMatch(Character::isIdeographic);
  }

  /// @throws Refusal when it is none of them
  static String decode(byte[] bytes) {
    try {
      return withoutMark(decode(bytes, encoding(bytes)));
    } catch (CharacterCodingException _) {
      return inGb18030(bytes);
    }
  }

  private static Charset encoding(byte[] bytes) {
    var marked =
        bytes.length > 1
            && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    return marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }

  private static String inGb18030(byte[] bytes) {
    try {
      return decode(bytes, Charset.forName("GB18030"));
    } catch (CharacterCodingException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "文件编码不是 UTF-8 或 GB18030");
    }
  }

  private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
