package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.knowledge.Variables;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an agent has written by hand becomes an answer for everybody: facts become variables.
class TemplatesTest {

  private static final Map<String, String> FACTS =
      Map.of(
          Variables.STOCK, "12",
          Variables.PRICE, "189.00",
          Variables.SHIPPING_FEE, "6.00",
          Variables.CUTOFF, "16:00",
          Variables.ORDER_ID, "YS44001001");

  private static Value value(String name) {
    var value = FACTS.get(name);
    return value == null ? new Value.Failed(null) : new Value.Known(value, null);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "还有12件哦, 还有{{stock|else:若干}}件哦",
        "现在189元, 现在{{price|else:商品页所示}}元",
        "券后¥189.00, 券后¥{{price|else:商品页所示}}",
        "到四川运费是6元, 到四川运费是{{shipping_fee|else:结算页所示}}元",
        "16:00前付款当天发, {{cutoff|else:当天截单时间}}前付款当天发",
        "订单YS44001001在路上, 订单{{order.id|else:您的订单}}在路上",
        // other numbers are the writer's own
        "还有13件哦, 还有13件哦",
        "12号发货, 12号发货",
        "满199减20元, 满199减20元",
        "112件, 112件",
        "用{}括起来, 用（）括起来",
      })
  void aNumberThatIsAFactBecomesAVariable(String written, String template) {
    assertThat(Templates.of(written, TemplatesTest::value)).isEqualTo(template);
    assertThat(Variables.mistakes(template)).isEmpty();
  }
}
