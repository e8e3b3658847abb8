package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.Slot;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilledTest {

  private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  private static final Fact STOCK = fact(FactKind.STOCK, "12", FactState.FRESH);
  private static final Fact PRICE = fact(FactKind.PRICE, "129.00", FactState.AGEING);

  @Test
  void aSlotSaysWhereItsFactStandsInUtf16Units() {
    var filled = fill("👗亲，还有{{stock|else:一些}}件", new Value.Known("12", STOCK));

    assertThat(filled.text()).isEqualTo("👗亲，还有12件");
    assertThat(filled.slots()).containsExactly(new Slot(6, 8, "stock", "SKU-1", "12"));
    assertThat(filled.text().substring(6, 8)).isEqualTo("12");
    assertThat(filled.fresh()).isTrue();
  }

  @Test
  void theSameFactTwiceIsOneFactWithTwoSlots() {
    var filled = fill("{{stock|else:x}}/{{stock|else:x}}", new Value.Known("12", STOCK));

    assertThat(filled.facts()).containsExactly(STOCK);
    assertThat(filled.slots()).hasSize(2);
  }

  @Test
  void aFactThatCannotBeHadGivesWayToItsFallback() {
    var down = fact(FactKind.STOCK, "", FactState.FAILED);

    var filled = fill("还有{{stock|else:现货，我帮您核实}}", new Value.Failed(down));

    assertThat(filled.text()).isEqualTo("还有现货，我帮您核实");
    assertThat(filled.slots()).isEmpty();
    assertThat(filled.facts()).containsExactly(down);
    assertThat(filled.fresh()).isFalse();
  }

  @Test
  void whatNobodyHasNamedYetIsMissing() {
    var filled = fill("还有{{stock|else:一些}}件", new Value.Unasked(Value.Need.PRODUCT));

    assertThat(filled.text()).isEqualTo("还有一些件");
    assertThat(filled.missing()).containsExactly(Value.Need.PRODUCT);
  }

  @Test
  void whereThereIsNothingToTellTheFallbackIsCertain() {
    var none = fact(FactKind.PROMOTION, "", FactState.FRESH);

    var filled = fill("活动：{{stock|else:以页面为准}}", new Value.Nothing(none));

    assertThat(filled.text()).isEqualTo("活动：以页面为准");
    assertThat(filled.fresh()).isTrue();
  }

  @Test
  void anAgeingFactIsNotFresh() {
    assertThat(fill("{{stock|else:x}}元", new Value.Known("129.00", PRICE)).fresh()).isFalse();
  }

  private static Filled fill(String template, Value stock) {
    var values = Map.of("stock", stock);
    return Filled.of(template, name -> values.getOrDefault(name, new Value.Failed(null)));
  }

  private static Fact fact(FactKind kind, String value, FactState state) {
    return new Fact(kind, "SKU-1", value, NOW, "demo", state);
  }
}
