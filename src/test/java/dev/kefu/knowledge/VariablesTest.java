package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class VariablesTest {

  private static final Path WEB = Path.of("src/main/web");

  @Test
  void thePageOffersAllThereAreAndHasAWordForEach() throws IOException {
    var page = Files.readString(WEB.resolve("console/knowledge/article.js"));
    var list = page.substring(page.indexOf("VARIABLES = ["));
    var offered =
        Pattern.compile("'([a-z_.]+)'")
            .matcher(list.substring(0, list.indexOf(']')))
            .results()
            .map((MatchResult name) -> name.group(1))
            .collect(Collectors.toSet());

    assertThat(offered).isEqualTo(Variables.NAMES);
    for (var language : new String[] {"zh", "en"}) {
      var words = new JsonMapper().readTree(WEB.resolve("shared/" + language + ".json").toFile());
      assertThat(Variables.NAMES).allMatch(name -> words.has("variable." + name));
    }
  }

  @Test
  void aVariableNeedsAFallbackAndAName() {
    assertThat(Variables.mistakes("还有{{stock|else:现货}}")).isEmpty();
    assertThat(Variables.mistakes("还有{{stock}}")).hasSize(1);
    assertThat(Variables.mistakes("还有{{stock|else: }}")).hasSize(1);
    assertThat(Variables.mistakes("还有{{stok|else:现货}}")).containsExactly("没有名为 stok 的变量");
  }
}
