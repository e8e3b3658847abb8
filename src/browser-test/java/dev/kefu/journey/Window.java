package dev.kefu.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One person's browser: their own cookies and storage, one page, and everything it complains of.
final class Window {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path PICTURES = Path.of("target", "screenshots");

  /// A key of the word lists, such as `inbox.mine`, or a value of the wire, such as `after_sale`.
  /// Articles and buyers are named as they are.
  private static final Pattern UNTRANSLATED =
      Pattern.compile(
          "(?<![\\w.-])(?!kb_|pb_|xiaoyu_|[a-z]+_shop)(?:[a-z]+(?:_[a-z]+)+|[a-z_]+\\.[a-z_]+)"
              + "(?![\\w.-])");

  /// What the page itself gave up, such as a picture it no longer needs.
  private static final String GIVEN_UP = "net::ERR_ABORTED";

  private final BrowserContext context;
  private final Page page;
  private final String http;
  private final List<String> complaints = new ArrayList<>();
  private boolean lineMayBreak;
  private boolean scriptMayBeRefused;
  private int refusalMayCome;

  enum Size {
    DESK(1440, 900),
    PHONE(390, 844);

    private final int width;
    private final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  Window(Browser browser, String http, Size size, int patienceMs) {
    this.http = http;
    var phone = size == Size.PHONE;
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(size.width, size.height)
                .setIsMobile(phone)
                .setHasTouch(phone)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai"));
    context.setDefaultTimeout(patienceMs);
    context.onConsoleMessage(this::hear);
    context.onWebError(error -> complaints.add("uncaught: " + error.error()));
    context.onRequestFailed(this::failed);
    context.onResponse(this::answered);
    page = context.newPage();
  }

  Page page() {
    return page;
  }

  void go(String path) {
    page.navigate(http + path);
  }

  /// From the next page on, some frames of its sockets do not reach the program but are answered in
  /// its place.
  ///
  /// @param answer a frame; `%s` is the id of the one it answers
  void onFrame(Predicate<JsonNode> some, String answer) {
    page.routeWebSocket(
        "**/ws/v1",
        near -> {
          var far = near.connectToServer();
          near.onMessage(message -> {
            var frame = JSON.readTree(message.text());
            if (some.test(frame)) {
              near.send(answer.formatted(frame.path("id").asString()));
            } else {
              far.send(message.text());
            }
          });
        });
  }

  /// Keeps how it looks now as `target/screenshots/NAME.png`, and reads whether everything is said
  /// in words.
  void picture(String name) {
    page.frames().forEach(frame -> read(name, frame.locator("body").innerText()));
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(name + ".png"))
            .setAnimations(ScreenshotAnimations.DISABLED));
  }

  /// Keeps how it looks, in the dark too, and holds it to the rules of accessibility.
  void audit(String name) {
    picture(name);
    Accessibility.findings(page).forEach(found -> complaints.add(name + ": " + found));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    picture(name + "-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /// From now on a lost connection is no complaint.
  void expectALostLine() {
    lineMayBreak = true;
  }

  /// From now on it is no complaint that a script is refused.
  void expectARefusedScript() {
    scriptMayBeRefused = true;
  }

  /// From now on it is no complaint that somebody else was faster.
  void expectARefusal() {
    expectARefusal(412);
  }

  /// From now on it is no complaint that something is answered with this status.
  void expectARefusal(int status) {
    refusalMayCome = status;
  }

  List<String> complaints() {
    return complaints;
  }

  void close() {
    context.close();
  }

  private void read(String where, String text) {
    UNTRANSLATED
        .matcher(text)
        .results()
        .forEach(found -> complaints.add("no words for " + found.group() + " on " + where));
  }

  private void hear(ConsoleMessage message) {
    var grave = message.type().equals("error") || message.type().equals("warning");
    if (grave && !expected(message.location(), message.text())) {
      complaints.add(message.type() + ": " + message.text() + " at " + message.location());
    }
  }

  private void failed(Request request) {
    var why = String.valueOf(request.failure());
    if (!why.equals(GIVEN_UP) && !expected(request.url(), why)) {
      complaints.add("failed: " + request.method() + " " + request.url() + " " + why);
    }
  }

  private void answered(Response response) {
    var refusal = response.status() == refusalMayCome;
    if (response.status() >= 400 && !refusal && !expected(response.url(), "")) {
      complaints.add("answered " + response.status() + ": " + response.url());
    }
  }

  /// A page asks who is signed in, and before anybody is, the answer is 401.
  private boolean expected(String where, String what) {
    var asksWhoIAm = where.contains("/api/v1/session");
    var lost = what.contains("net::ERR_") || what.contains("WebSocket connection");
    var refused = what.contains("Content Security Policy") && what.contains("script-src");
    var refusal = refusalMayCome > 0 && what.contains("status of " + refusalMayCome);
    return asksWhoIAm || (lineMayBreak && lost) || (scriptMayBeRefused && refused) || refusal;
  }
}
