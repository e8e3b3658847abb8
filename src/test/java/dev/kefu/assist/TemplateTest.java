package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.assist.Template.Part.Variable;
import dev.kefu.assist.Template.Part.Words;
import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void anAnswerIsWordsAndVariables() {
    var template = Template.parse("还有{{stock|else:一些}}件，{{cutoff|else:下午}}前付款当天发。");

    assertThat(template.parts())
        .containsExactly(
            new Words("还有"),
            new Variable("stock", "一些"),
            new Words("件，"),
            new Variable("cutoff", "下午"),
            new Words("前付款当天发。"));
  }

  @Test
  void aVariableWithADotAndWithoutAFallbackIsOneToo() {
    assertThat(Template.parse("{{product.title}}").parts())
        .containsExactly(new Variable("product.title", ""));
  }

  @Test
  void bracesThatAreNoVariableStayAsTheyAre() {
    assertThat(Template.parse("{{}} {x} {{A B}}").parts())
        .containsExactly(new Words("{{}} {x} {{A B}}"));
  }
}
