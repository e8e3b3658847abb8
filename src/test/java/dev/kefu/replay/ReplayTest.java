package dev.kefu.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  @TempDir Path folder;

  @Test
  void jsonComesBackAsItWasWritten() {
    var text = "{\"a\":[1.5,true,null,\"引\\\"号\\n\"],\"b\":{\"c\":\"👍\"},\"d\":{},\"e\":[]}";

    assertThat(Json.write(Json.object(text))).isEqualTo(text);
    assertThat(Json.object(" { \"x\" : \"\\u4f60\" , \"y\" : -2e3 } "))
        .isEqualTo(Map.of("x", "你", "y", -2000.0));
  }

  @Test
  void percentilesAreNearestRanks() {
    var times = new Times();
    for (int ms = 1; ms <= 200; ms++) {
      times.add(ms * 1_000_000L);
    }

    assertThat(times.percentileMs(50)).isEqualTo(100);
    assertThat(times.percentileMs(99)).isEqualTo(198);
    assertThat(times.percentileMs(100)).isEqualTo(200);
  }

  @Test
  void aListOfAnswersBecomesAKnowledgeFolder() throws Exception {
    Files.writeString(
        folder.resolve("faq.tsv"), "L01\t物流\t多久发货？\t什么时候发|催单\t24小时内。\nL05\t物流\t帮我催\t催单|快点\t好的。\n");

    KnowledgeFolder.write(Questions.faqs(folder.resolve("faq.tsv")), folder.resolve("kb"));

    assertThat(folder.resolve("kb/faq/kb_l01.md"))
        .content()
        .startsWith("---\nid: kb_l01\nquestion: \"多久发货？\"\nsimilar: [\"什么时候发\", \"催单\"]\n")
        .endsWith("---\n24小时内。\n");
    assertThat(folder.resolve("kb/faq/kb_l05.md")).content().contains("similar: [\"快点\"]");
  }

  @Test
  void aQuestionMayHaveSeveralAnswersOrNone() throws Exception {
    Files.writeString(folder.resolve("dev.tsv"), "q1\t发货了吗\tL01,L05\nq2\t你好\t\n");

    List<Questions.Asked> asked = Questions.asked(folder.resolve("dev.tsv"));

    assertThat(asked.get(0).articles()).containsExactlyInAnyOrder("kb_l01", "kb_l05");
    assertThat(asked.get(1).answerable()).isFalse();
  }

  @Test
  void theLoadNeedsAsManyShoppersAsMaySendIt() {
    assertThat(RateRun.sockets(100, 20)).isEqualTo(120);
  }
}
