package dev.kefu.replay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The talk against the whole program under two names.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class TalkTest {

  @TempDir static Path temp;

  @LocalServerPort int port;

  @DynamicPropertySource
  static void ownFolders(DynamicPropertyRegistry properties) throws IOException {
    var content = Files.createDirectory(temp.resolve("content"));
    properties.add("kefu.data-dir", () -> temp.resolve("data").toString());
    properties.add("kefu.knowledge-base", content::toString);
  }

  @Test
  void whatIsSaidIsHeard() {
    var talk = new Talk(List.of("http://127.0.0.1:" + port, "http://localhost:" + port));

    assertThatCode(talk::play).doesNotThrowAnyException();
  }

  @Test
  void aNodeThatIsNotThereFailsIt() {
    var talk = new Talk(List.of("http://127.0.0.1:" + port, "http://127.0.0.1:1"));

    assertThatThrownBy(talk::play).isInstanceOf(IOException.class);
  }
}
