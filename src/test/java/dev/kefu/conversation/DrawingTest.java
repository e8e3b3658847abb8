package dev.kefu.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingTest {

  private static final String SECRET = "GPS 30.2741N 120.1551E <?php";

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif"})
  void aPictureIsDrawnAnewAsJpeg(String format) throws IOException {
    var drawing = Drawing.of(encoded(picture(60, 40), format));

    assertThat(drawing.width()).isEqualTo(60);
    assertThat(drawing.height()).isEqualTo(40);
    assertThat(decoded(drawing)).satisfies(image -> near(image.getRGB(5, 5), Color.RED));
    assertThat(drawing.jpeg()).startsWith(0xff, 0xd8, 0xff);
  }

  @Test
  void whatIsNotPictureDoesNotComeAlong() throws IOException {
    var file = withExif(encoded(picture(60, 40), "jpeg"), 1);
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains(SECRET);

    var drawing = Drawing.of(file);

    assertThat(new String(drawing.jpeg(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif")
        .doesNotContain("GPS");
  }

  /// Red stands at the top left of the file; where it belongs is by EXIF's table.
  @ParameterizedTest
  @CsvSource({
    "1, 60, 40, 5, 5",
    "2, 60, 40, 54, 5",
    "3, 60, 40, 54, 34",
    "4, 60, 40, 5, 34",
    "5, 40, 60, 5, 5",
    "6, 40, 60, 34, 5",
    "7, 40, 60, 34, 54",
    "8, 40, 60, 5, 54",
    "9, 60, 40, 5, 5"
  })
  void aPictureStandsAsItWasTaken(int orientation, int width, int height, int x, int y)
      throws IOException {
    var drawing = Drawing.of(withExif(encoded(picture(60, 40), "jpeg"), orientation));

    assertThat(drawing.width()).isEqualTo(width);
    assertThat(drawing.height()).isEqualTo(height);
    near(decoded(drawing).getRGB(x, y), Color.RED);
  }

  @Test
  void aLargeOneIsDrawnSmaller() throws IOException {
    var drawing = Drawing.of(encoded(picture(4_100, 1_000), "png"));

    assertThat(drawing.width()).isLessThanOrEqualTo(Drawing.LONGEST);
    assertThat((double) drawing.width() / drawing.height()).isBetween(4.05, 4.15);
  }

  @Test
  void whatUnpacksToMoreThanAnyCameraTakesIsRefusedUnread() throws IOException {
    refused(() -> Drawing.of(pngOf(5_001, 5_000)), ErrorCode.TOO_LARGE);
    assertThatThrownBy(() -> Drawing.of(pngOf(Integer.MAX_VALUE, Integer.MAX_VALUE)))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void seeThroughBecomesWhite() throws IOException {
    var image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);

    near(decoded(Drawing.of(encoded(image, "png"))).getRGB(10, 10), Color.WHITE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<svg xmlns='x'/>", "%PDF-1.7", "GIF89a", "hello", "RIFFxxxxWEBPVP8 "})
  void whatIsNoPictureIsRefused(String text) {
    refused(() -> Drawing.of(text.getBytes(StandardCharsets.ISO_8859_1)), ErrorCode.BAD_REQUEST);
  }

  @Test
  void whateverIsBrokenInItIsRefusedAndNothingElseHappens() throws IOException {
    var seed = new Random().nextLong();
    System.out.println("broken pictures: seed " + seed);
    var random = new Random(seed);
    for (var format : new String[] {"jpeg", "png", "gif"}) {
      var whole = withExif(encoded(picture(60, 40), format), 6);
      for (var i = 0; i < 300; i++) {
        var broken = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
        for (var n = random.nextInt(8); n > 0; n--) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        try {
          assertThat(Drawing.of(broken).jpeg()).isNotEmpty();
        } catch (Refusal refusal) {
          assertThat(refusal.code()).isIn(ErrorCode.BAD_REQUEST, ErrorCode.TOO_LARGE);
        }
      }
    }
  }

  private static BufferedImage picture(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(Color.BLUE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 3, height / 3);
    pen.dispose();
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static BufferedImage decoded(Drawing drawing) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(drawing.jpeg()));
  }

  private static void near(int rgb, Color wanted) {
    var seen = new Color(rgb);
    assertThat(Math.abs(seen.getRed() - wanted.getRed())).isLessThan(60);
    assertThat(Math.abs(seen.getGreen() - wanted.getGreen())).isLessThan(60);
    assertThat(Math.abs(seen.getBlue() - wanted.getBlue())).isLessThan(60);
  }

  /// As a camera writes it, behind the first marker; for other files nothing is done.
  private static byte[] withExif(byte[] file, int orientation) {
    if ((file[0] & 0xff) != 0xff) {
      return file;
    }
    var secret = SECRET.getBytes(StandardCharsets.ISO_8859_1);
    var segment = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + secret.length);
    segment.put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
    segment.putShort((short) 0x4d4d).putShort((short) 42).putInt(8);
    segment.putShort((short) 1);
    segment.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    segment.putShort((short) orientation).putShort((short) 0);
    segment.putInt(0).put(secret);
    var whole = ByteBuffer.allocate(file.length + 4 + segment.capacity());
    whole.put(file, 0, 2).putShort((short) 0xffe1).putShort((short) (segment.capacity() + 2));
    whole.put(segment.array()).put(file, 2, file.length - 2);
    return whole.array();
  }

  /// A head that promises so many dots, and one row of them.
  private static byte[] pngOf(int width, int height) throws IOException {
    var png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(
        png,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 0, 0, 0, 0})
            .array());
    var rows = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(rows)) {
      deflater.write(new byte[1_000]);
    }
    chunk(png, "IDAT", rows.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data)
      throws IOException {
    var crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.ISO_8859_1));
    crc.update(data);
    png.write(ByteBuffer.allocate(4).putInt(data.length).array());
    png.write(type.getBytes(StandardCharsets.ISO_8859_1));
    png.write(data);
    png.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static void refused(ThrowingCallable work, ErrorCode code) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
