package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;

/// A member of staff at the console, who has a keyboard and no mouse.
record ConsoleWindow(Window window) {

  private static final String PASSWORD = "kefu-demo";

  static ConsoleWindow signIn(Window window, String path, String username) {
    window.go(path);
    var console = new ConsoleWindow(window);
    assertThat(console.at("username")).isFocused();
    console.type(username);
    console.press("Tab");
    console.type(PASSWORD);
    console.press("Enter");
    assertThat(console.at("sign-out")).isVisible();
    return console;
  }

  void press(String keys) {
    window.page().keyboard().press(keys);
  }

  void type(String text) {
    window.page().keyboard().insertText(text);
  }

  /// Takes whoever has waited longest, once somebody is seen to wait.
  void takeNext() {
    assertThat(at("tab-queue")).containsText("1");
    press("Alt+n");
    assertThat(at("composer")).isFocused();
  }

  /// Which one is open.
  String conversation() {
    return String.valueOf(window.page().evaluate("location.hash.slice(1)"));
  }

  /// Opens one that the work list shows.
  void open(String conversation) {
    var row = "[data-test=inbox-row][data-conversation=" + conversation + "] button";
    window.page().locator(row).first().press("Enter");
  }

  void answer(String text) {
    type(text);
    press("Enter");
  }

  /// Goes to a field and writes it anew.
  void write(String test, String text) {
    at(test).focus();
    press("Control+a");
    type(text);
  }

  /// Goes to a button or tab as Tab would, and presses Enter. In one breath: a page that has just
  /// opened may still move the focus.
  void enter(String test) {
    at(test).press("Enter");
  }

  /// What the agent reads, in order.
  List<String> texts() {
    return at("message").locator(".bubble").allInnerTexts();
  }

  Locator messages(String role) {
    return window.page().locator("[data-test=message][data-role=" + role + "]");
  }

  Locator at(String test) {
    return window.page().locator("[data-test=" + test + "]");
  }

  Locator event(String kind) {
    return window.page().locator("[data-test=event][data-kind=" + kind + "]");
  }

  void audit(String name) {
    window.audit(name);
  }

  void picture(String name) {
    window.picture(name);
  }
}
