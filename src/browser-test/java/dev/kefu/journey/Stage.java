package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.assist.draft.StandInModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Gives each story its windows, and after it looks whether any of them complained. The house opens
/// once for all stories and closes with the last.
final class Stage implements BeforeEachCallback, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(Stage.class);

  private final List<Window> windows = new ArrayList<>();
  private @Nullable House house;

  @Override
  public void beforeEach(ExtensionContext context) {
    house =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent("house", _ -> House.open(), House.class);
  }

  /// The next story begins with an empty queue.
  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    var failed = context.getExecutionException().isPresent();
    for (var i = 0; failed && i < windows.size(); i++) {
      windows.get(i).picture("failed-" + context.getRequiredTestMethod().getName() + "-" + i);
    }
    var complaints = windows.stream().flatMap(window -> window.complaints().stream()).toList();
    windows.forEach(Window::close);
    windows.clear();
    endConversations();

    assertThat(complaints).isEmpty();
  }

  String http() {
    return house().server().http();
  }

  StandInModel model() {
    return house().model();
  }

  /// A line of one's own to the program.
  Cable cable() throws Exception {
    return Cable.to(house().server().port());
  }

  Window window(Window.Size size) {
    return window(http(), size);
  }

  /// @param http the program, or a cable to it
  Window window(String http, Window.Size size) {
    var window = house().window(http, size);
    windows.add(window);
    return window;
  }

  ShopWindow shopper(Window.Size size, String buyer) {
    return shopper(size, buyer, "/shop");
  }

  ShopWindow shopper(Window.Size size, String buyer, String path) {
    return ShopWindow.enter(window(size), path, buyer);
  }

  ConsoleWindow staff(String username) {
    return staff(username, "/console");
  }

  ConsoleWindow staff(String username, String path) {
    return ConsoleWindow.signIn(window(Window.Size.DESK), path, username);
  }

  /// Somebody at the shop's till.
  Rest till() throws Exception {
    return Rest.signedIn(http(), "agent");
  }

  private void endConversations() throws Exception {
    var supervisor = new Cast(http()).staff("supervisor");
    for (var status : List.of("queued", "assigned")) {
      var open = supervisor.rest().get("/api/v1/conversations?limit=100&status=" + status);
      for (var row : open.body().get("data")) {
        var id = row.get("conversation").asString();
        var closed = supervisor.socket().command("close", id, Map.of());
        assertThat(closed.path("type").asString()).as(closed.toString()).isEqualTo("ok");
      }
    }
    supervisor.socket().cut();
  }

  private House house() {
    return Objects.requireNonNull(house, "a story is on stage");
  }
}
