package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Lists of frames of a shopper, an agent and a supervisor, through the whole program over a real
/// database; only the network is played.
///
/// Each line of an input is a frame. Its first character says whose it is: `s`, `a` or `v`; every
/// other line is the shopper's as a whole. `$C` stands for the conversation of the three, `$M` for
/// a word that was never used before, `$K` for their latest case.
class FrameRouterFuzzTest {

  /// A socket takes no more without being refused for that alone.
  private static final int MAX_FRAMES = 30;

  private static @Nullable FuzzedShop shop;

  @BeforeAll
  static void openTheShop() throws Exception {
    shop = FuzzedShop.open(Files.createTempDirectory("kefu-fuzz"));
  }

  @AfterAll
  static void closeTheShop() {
    if (shop != null) {
      shop.close();
    }
  }

  @FuzzTest(maxDuration = "2m")
  void whatIsRefusedChangesNothing(byte[] bytes) throws Exception {
    var lines = new String(bytes, StandardCharsets.UTF_8).lines().limit(MAX_FRAMES).toList();
    assertThat(shop).isNotNull();
    try (var three = shop.meet()) {
      for (var line : lines) {
        three.say(line);
      }
    }
  }
}
