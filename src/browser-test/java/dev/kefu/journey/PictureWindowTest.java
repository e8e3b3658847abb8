package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A shopper shows what arrived broken from the phone, and the agent shows how it should look.
class PictureWindowTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void picturesGoBothWaysAndStandOnBothScreens() throws Exception {
    var agent = stage.staff("agent2");
    var shopper = stage.shopper(Window.Size.PHONE, "xiaoyu_88");
    shopper.consult("DRS-A", "DRS-A-WH-M");
    shopper.say("收到的裙子有块印子");
    agent.takeNext();

    // Larger than what the server takes of shoppers: the browser makes it small first.
    shopper.widget("attach").setInputFiles(file("印子.png", photo(2_000, 1_200)));
    assertThat(shopper.widget("picture")).hasCount(1);
    assertThat(shopper.widget("uploading")).hasCount(0);
    assertThat(agent.at("picture")).hasCount(1);
    agent.at("attach").setInputFiles(file("正常.png", photo(300, 200)));
    assertThat(agent.at("picture")).hasCount(2);
    assertThat(shopper.widget("picture")).hasCount(2);

    drawn(agent.at("picture").first(), 2_000);
    drawn(shopper.widget("picture").last(), 300);
    agent.picture("36-console-picture");
    shopper.window().picture("37-phone-picture");
  }

  /// What cannot be uploaded says so and can be dropped; nothing was sent.
  @Test
  void whatOnlyCallsItselfAPictureIsRefusedWithAReason() {
    var agent = stage.staff("agent2");
    agent.window().expectARefusal(422);
    var shopper = stage.shopper(Window.Size.PHONE, "lixiansheng");
    shopper.consult("DRS-A", "DRS-A-WH-M");
    shopper.say("在吗");
    agent.takeNext();

    agent
        .at("attach")
        .setInputFiles(new FilePayload("说明.png", "image/png", "no picture".getBytes(UTF_8)));

    assertThat(agent.at("uploading")).containsText("只支持 JPEG、PNG、GIF 图片");
    assertThat(agent.at("picture")).hasCount(0);
  }

  @Test
  void aPictureThatComesBackStandsThereWithTheReasonAndIsSentAgain() throws Exception {
    var window = stage.window(Window.Size.DESK);
    var left = new AtomicInteger(1);
    window.onFrame(
        frame -> frame.at("/body/kind").asString().equals("image") && left.getAndDecrement() > 0,
        """
        {"type":"error","id":"%s","code":"conversation_moved","text":"","retry":false,"missing":[]}
        """);
    var agent = ConsoleWindow.signIn(window, "/console", "agent2");
    var shopper = stage.shopper(Window.Size.PHONE, "lixiansheng");
    shopper.consult("DRS-A", "DRS-A-WH-M");
    shopper.say("正常的是什么样");
    agent.takeNext();

    agent.at("attach").setInputFiles(file("正常.png", photo(300, 200)));

    assertThat(agent.at("pending")).containsText("同事已回复");
    assertThat(agent.at("trouble")).isHidden();
    agent.picture("37a-console-picture-came-back");
    agent.enter("retry");
    assertThat(agent.at("pending")).hasCount(0);
    assertThat(shopper.widget("picture")).hasCount(1);
  }

  private static void drawn(Locator picture, int width) {
    var seen =
        picture.evaluate("img => img.decode().then(() => img.naturalWidth, () => 'not a picture')");
    assertThat(seen).isEqualTo(width);
  }

  private static FilePayload file(String name, byte[] png) {
    return new FilePayload(name, "image/png", png);
  }

  /// Noise does not pack.
  private static byte[] photo(int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(width);
    for (var x = 0; x < width; x++) {
      for (var y = 0; y < height; y++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
