package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {

  @Test
  void aProvinceIsFoundByItsNameOrACity() {
    assertThat(Places.province("发新疆多少钱")).hasValue("新疆");
    assertThat(Places.province("寄到成都大概要几天呀")).hasValue("四川");
    assertThat(Places.province("从杭州发到吉林长春要多久")).hasValue("浙江");
  }

  @Test
  void noPlaceIsNone() {
    assertThat(Places.province("这个明白了，多久能到")).isEmpty();
  }
}
