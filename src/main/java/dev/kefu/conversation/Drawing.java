package dev.kefu.conversation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import org.jspecify.annotations.Nullable;

/// A picture, read and drawn anew as JPEG: what is not picture in it, such as where it was taken, a
/// page or a program, does not come along. Of one that moves the first frame stays.
final class Drawing {

  /// The longer side, in dots; larger ones are drawn smaller.
  static final int LONGEST = 2_048;

  /// More is refused by what the head of the file says, before anything is unpacked.
  static final long MOST_DOTS = 25_000_000;

  private static final float QUALITY = 0.88f;

  /// So many are unpacked at once: each takes some 20 MB meanwhile.
  private static final Semaphore ROOM = new Semaphore(2);

  static {
    // What was uploaded is in memory anyway.
    ImageIO.setUseCache(false);
  }

  private final int width;
  private final int height;
  private final byte[] jpeg;

  private Drawing(int width, int height, byte[] jpeg) {
    this.width = width;
    this.height = height;
    this.jpeg = jpeg;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// The file, not to be changed.
  byte[] jpeg() {
    return jpeg;
  }

  /// Any thread; waits for others who draw.
  ///
  /// @throws Refusal `bad_request` for what is no JPEG, PNG or GIF or is broken, `too_large` for
  ///   more than [#MOST_DOTS]
  static Drawing of(byte[] file) {
    var format = format(file);
    if (format == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "只支持 JPEG、PNG、GIF 图片");
    }
    ROOM.acquireUninterruptibly();
    try {
      return drawn(file, format);
    } catch (Refusal refusal) {
      throw refusal;
    } catch (IOException | RuntimeException e) {
      // Readers of pictures throw whatever a broken one makes them stumble over.
      throw new Refusal(ErrorCode.BAD_REQUEST, "图片已损坏或格式不支持");
    } finally {
      ROOM.release();
    }
  }

  /// By its first bytes, whatever it is called.
  private static @Nullable String format(byte[] file) {
    if (startsWith(file, 0xff, 0xd8, 0xff)) {
      return "jpeg";
    }
    if (startsWith(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return "png";
    }
    return startsWith(file, 'G', 'I', 'F', '8') ? "gif" : null;
  }

  private static boolean startsWith(byte[] file, int... first) {
    for (var i = 0; i < first.length; i++) {
      if (file.length <= i || (file[i] & 0xff) != first[i]) {
        return false;
      }
    }
    return true;
  }

  private static Drawing drawn(byte[] file, String format) throws IOException {
    var upright = Upright.of(file).apply(onWhite(read(file, format)));
    return new Drawing(upright.getWidth(), upright.getHeight(), jpeg(upright));
  }

  private static BufferedImage read(byte[] file, String format) throws IOException {
    var reader = ImageIO.getImageReadersByFormatName(format).next();
    try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input, true, true);
      var param = reader.getDefaultReadParam();
      var step = step(reader);
      // Skips dots while it unpacks, so that a large picture is never whole in memory.
      param.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }

  private static int step(ImageReader reader) throws IOException {
    var width = reader.getWidth(0);
    var height = reader.getHeight(0);
    if ((long) width * height > MOST_DOTS) {
      throw new Refusal(ErrorCode.TOO_LARGE, "图片最大 2500 万像素");
    }
    return Math.ceilDiv(Math.max(width, height), LONGEST);
  }

  private static BufferedImage onWhite(BufferedImage image) {
    var plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var pen = plain.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, plain.getWidth(), plain.getHeight());
    pen.drawImage(image, 0, 0, null);
    pen.dispose();
    return plain;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      var param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
