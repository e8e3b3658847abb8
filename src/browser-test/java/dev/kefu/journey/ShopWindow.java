package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.util.List;

/// A shopper in the demo shop and in the widget's frame.
record ShopWindow(Window window) {

  /// @param buyer who to be
  static ShopWindow enter(Window window, String path, String buyer) {
    window.go(path);
    var shop = new ShopWindow(window);
    window
        .page()
        .waitForResponse("**/demo/identities", () -> shop.shop("buyer").selectOption(buyer));
    assertThat(shop.shop("product").first()).isVisible();
    return shop;
  }

  /// Opens the widget at one of the goods.
  void consult(String product, String sku) {
    var goods = window.page().locator("[data-test=product][data-sku^=" + product + "-]");
    goods.locator("[data-test=option]").selectOption(sku);
    goods.locator("[data-test=consult]").click();
    assertThat(widget("widget-input")).isVisible();
  }

  void consultOrder(String order) {
    shop("order-number").fill(order);
    shop("consult-number").click();
    assertThat(widget("widget-input")).isVisible();
  }

  /// What stands in the conversation and is no message, such as who serves or what was granted.
  Locator event(String kind) {
    return frame().locator("[data-test=event][data-kind=" + kind + "]");
  }

  void say(String text) {
    widget("widget-input").fill(text);
    widget("widget-send").click();
  }

  /// Asks of one of the goods, and is answered.
  void isServedBy(ConsoleWindow agent) {
    consult("DRS-A", "DRS-A-WH-M");
    say("在吗");
    agent.takeNext();
    agent.answer("在的，请说");
    assertThat(messages("agent")).hasCount(1);
  }

  /// Puts the conversation out of sight; it goes on.
  void hide() {
    widget("hide").click();
    assertThat(widget("widget-input")).isHidden();
  }

  void lookAgain() {
    shop("launcher").click();
    assertThat(widget("widget-input")).isVisible();
  }

  void sendOfferedCard() {
    widget("send-card").click();
    assertThat(widget("send-card")).isHidden();
  }

  /// What the shopper reads, in order.
  List<String> texts() {
    return widget("message").locator(".bubble").allInnerTexts();
  }

  Locator messages(String role) {
    return frame().locator("[data-test=message][data-role=" + role + "]");
  }

  Locator widget(String test) {
    return frame().locator("[data-test=" + test + "]");
  }

  private FrameLocator frame() {
    return window.page().frameLocator("[data-kefu] iframe");
  }

  private Locator shop(String test) {
    return window.page().locator("[data-test=" + test + "]");
  }
}
