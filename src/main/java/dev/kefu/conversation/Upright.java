package dev.kefu.conversation;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a picture has to be turned to stand as it was taken: cameras write it into the file (EXIF,
/// tag 0x0112) and leave the dots as they came.
///
/// @param orientation 1 to 8, as EXIF counts; 1 is upright
record Upright(int orientation) {

  private static final int START = 0xffd8;
  private static final int APP1 = 0xffe1;
  private static final int SCAN = 0xffda;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
  private static final int ORIENTATION = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final int MOST = 8;

  /// Upright where the file does not say, or nothing that makes sense.
  static Upright of(byte[] file) {
    try {
      return new Upright(find(ByteBuffer.wrap(file)));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return new Upright(1);
    }
  }

  private static int find(ByteBuffer file) {
    if ((file.getShort() & 0xffff) != START) {
      return 1;
    }
    for (var marker = file.getShort() & 0xffff;
        marker > 0xff00 && marker != SCAN;
        marker = file.getShort() & 0xffff) {
      var length = file.getShort() & 0xffff;
      var segment = file.slice(file.position(), length - 2);
      if (marker == APP1 && isExif(segment)) {
        return orientation(segment.slice());
      }
      file.position(file.position() + length - 2);
    }
    return 1;
  }

  private static boolean isExif(ByteBuffer segment) {
    if (segment.remaining() < EXIF.length) {
      return false;
    }
    var head = new byte[EXIF.length];
    segment.get(head);
    return java.util.Arrays.equals(head, EXIF);
  }

  private static int orientation(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    var directory = tiff.getInt(4);
    var entries = tiff.getShort(directory) & 0xffff;
    for (var n = 0; n < entries; n++) {
      var entry = directory + 2 + n * ENTRY_BYTES;
      if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
        var value = tiff.getShort(entry + 8) & 0xffff;
        return value >= 1 && value <= MOST ? value : 1;
      }
    }
    return 1;
  }

  BufferedImage apply(BufferedImage image) {
    if (orientation == 1) {
      return image;
    }
    var width = image.getWidth();
    var height = image.getHeight();
    var lies = orientation > 4;
    var turned =
        new BufferedImage(lies ? height : width, lies ? width : height, BufferedImage.TYPE_INT_RGB);
    var pen = turned.createGraphics();
    pen.drawImage(image, turn(width, height), null);
    pen.dispose();
    return turned;
  }

  /// Where each dot goes.
  private AffineTransform turn(int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
