package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kefu.base.Body;
import dev.kefu.content.ContentFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever an agent writes is judged: a reply the guard stumbles over could never be sent.
class GuardFuzzTest {

  private static final int LINE = 100;
  private static final int FIRST = 0x4e00;
  private static final int LAST = 0x9fff;

  private static TestRulebook test;

  @BeforeAll
  static void open() throws IOException {
    test = TestRulebook.create(Files.createTempDirectory("kefu-guard"));
    var file = ContentFile.read("rulebook.yaml", Path.of("knowledge-base/rulebook.yaml"));
    test.store().store(RulesFile.read(file).withVersion(2), "test");
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @FuzzTest(maxDuration = "1m")
  void everyTextIsJudged(byte[] bytes) {
    judge(new String(bytes, StandardCharsets.UTF_16BE));
  }

  @Test
  void everyChineseCharacterIsJudged() {
    for (var from = FIRST; from <= LAST; from += LINE) {
      var line = IntStream.range(from, from + LINE).toArray();
      judge(new String(line, 0, line.length));
    }
  }

  @Test
  void aNodSaysNothing() {
    assertThat(judge("嗯嗯，好的")).isInstanceOf(Verdict.Cleared.class);
  }

  private static Verdict judge(String text) {
    var body = new Body.Text(text, List.of());
    var draft =
        new Draft(
            TestRulebook.agent(), body, "CUP-A", FakeShop.ORDER, FakeShop.BUYER, Settled.NOTHING);
    return test.rulebook().check(draft);
  }
}
