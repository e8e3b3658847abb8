package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What belongs to a person is not read by those who were not there; what was asked is.
class MaskingTest {

  @ParameterizedTest
  @CsvSource({
    "我的手机19912345678能绑定吗, 我的手机***能绑定吗",
    "电话138-0013-8000快回, 电话***快回",
    "电话1\u200b3\u200b8\u200b0\u200b0\u200b1\u200b3\u200b8\u200b0\u200b0\u200b0, 电话***",
    "一三八零零一三八零零零打给我, ***打给我",
    "订单号YS44001001怎么还没到, 订单号***怎么还没到",
    "卡号6222 0212 3456 7890 123的, 卡号***的",
    "尾号8888的手机收不到短信, 尾号***的手机收不到短信",
    "邮箱xiaoyu@example.com收不到发票, 邮箱***收不到发票",
    "微信xiaoyu_99加一下, 微信***加一下",
    "收件人王小雨能改吗, 收件人***能改吗",
    "收货人改成李雷, 收货人改成***",
    "我叫王小雨, 我叫***",
    "我是王先生要开发票, 我是***要开发票",
    "我是欧阳娜娜，发票没收到, 我是***，发票没收到",
    "浙江省杭州市西湖区文三路5号小雨花园3栋2单元1204能送吗, ***能送吗",
    "my name is Rain Wang, my name is ***",
    "ship to 12 Baker Street please, ship to *** please"
  })
  void whatBelongsToAPersonIsTakenOut(String said, String read) {
    assertThat(Masking.mask(said)).isEqualTo(read);
    assertThat(Masking.isMasked(Masking.mask(said))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "收件人写错了能改吗",
        "收货人电话可以换吗",
        "名字可以改吗",
        "我是学生能便宜吗",
        "我是昨天拍的",
        "我叫了快递上门取件",
        "可以送货到小区楼上吗",
        "满300减50怎么用",
        "身高170体重130穿什么码",
        "500ml的杯子有吗",
        "你们的路由器有几个口",
        "12月12日还有活动吗",
        "这款200到300元的有吗"
      })
  void whatIsAskedStaysReadable(String said) {
    assertThat(Masking.mask(said)).isEqualTo(said);
  }

  @Test
  void longTextsOfOneLetterTakeNoTime() {
    var text = "路".repeat(2_000) + "一".repeat(3) + "我是".repeat(500);

    assertThat(Masking.mask(text)).isNotEmpty();
  }
}
