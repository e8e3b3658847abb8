package dev.kefu.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.kefu.assist.draft.StandInModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The program and one Chromium in front of it, shared by the stories that are played in windows.
///
/// It is not the server of the other stories: here nobody may wait in the queue but who a story
/// sends.
final class House implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int PATIENCE_MS = 15_000;

  private final TestServer server;
  private final StandInModel model;
  private final Playwright playwright;
  private final Browser browser;

  private House(TestServer server, StandInModel model, Playwright playwright, Browser browser) {
    this.server = server;
    this.model = model;
    this.playwright = playwright;
    this.browser = browser;
  }

  static House open() {
    try {
      var model = new StandInModel();
      model.mouth = (_, _) -> "";
      var server =
          TestServer.start(
              Files.createTempDirectory("kefu-windows"),
              "--kefu.escalation.undo-within=4s",
              "--kefu.assist.harvest.every=200ms",
              "--kefu.assist.harvest.settle=300ms",
              "--kefu.assist.draft.url=" + model.url(),
              "--kefu.assist.draft.model=stand-in",
              "--kefu.assist.draft.allow.http=true",
              "--kefu.assist.draft.allow.ports=" + model.port(),
              "--kefu.assist.draft.allow.private-net=127.0.0.1");
      var playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
      return new House(server, model, playwright, launch(playwright));
    } catch (IOException e) {
      throw new IllegalStateException("there is no folder for the data", e);
    }
  }

  private static Browser launch(Playwright playwright) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(CHROMIUM)
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }

  TestServer server() {
    return server;
  }

  /// The language model that may word cards; says nothing of use unless a story has it do better.
  StandInModel model() {
    return model;
  }

  Window window(String http, Window.Size size) {
    return new Window(browser, http, size, PATIENCE_MS);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    server.stop();
    model.close();
  }
}
