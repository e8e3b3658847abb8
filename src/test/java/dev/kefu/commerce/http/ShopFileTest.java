package dev.kefu.commerce.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A description with a mistake is told with the line of the mistake.
class ShopFileTest {

  private static final String GOOD =
      """
      source: erp
      base_url: https://erp.example.com/api
      headers:
        Authorization: Bearer ${token}
      products:
        fields:
          sku: /sku
          title: /title
          on_sale: {value: true}
          price: {at: /price, unit: yuan}
          stock: /stock
        find: {get: "/goods/{sku}", at: /data}
        search:
          get: "/goods?q={text}&page={page}"
          list: whole
          pages: {by: page}
      payouts:
        fields:
          outcome: {at: /r, map: {OK: paid, NO: refused}}
        find: {get: "/pay/{key}"}
        refund:
          post: /pay
          body: '{"key": "{key}", "fen": "{amount_fen}"}'
      webhooks:
        secret: ${webhook}
        type: /type
        events:
          gone: {raise: stock_ran_out, sku: /sku}
      """;

  @Test
  void aGoodFileIsRead() {
    var api = read(GOOD);

    assertThat(api.headers()).containsEntry("Authorization", "Bearer a-long-secret-of-token");
    assertThat(api.requests())
        .containsOnlyKeys("products.find", "products.search", "payouts.find", "payouts.refund");
    assertThat(api.target().base().toString()).isEqualTo("https://erp.example.com/api");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("source: erp", "sourze: erp", 1, "unknown key 'sourze'"),
        arguments("source: erp", "source: E R P", 1, "source: 'E R P' does not match"),
        arguments(
            "base_url: https://erp.example.com/api",
            "base_url: http://erp.example.com",
            2,
            "base_url: goes without TLS"),
        arguments(
            "base_url: https://erp.example.com/api",
            "base_url: https://u:p@erp.example.com",
            2,
            "base_url: holds credentials"),
        arguments(
            "base_url: https://erp.example.com/api",
            "base_url: https://erp.example.com:9000",
            2,
            "base_url: goes to port 9000"),
        arguments(
            "${token}",
            "${other}",
            4,
            "headers.Authorization: the secret 'other' is not set; set kefu.shop.secrets.other"),
        arguments("Authorization:", "Bad Header:", 4, "is no header"),
        arguments("sku: /sku", "sku: sku", 7, "products.fields.sku: 'sku' is no JSON pointer"),
        arguments("title: /title", "name: /title", 8, "unknown key 'name'"),
        arguments("    title: /title\n", "", 6, "products.fields: 'title' is missing"),
        arguments(
            "{value: true}",
            "{value: maybe}",
            9,
            "products.fields.on_sale: 'maybe' is neither true nor false"),
        arguments(
            "unit: yuan", "unit: dollar", 10, "products.fields.price.unit: 'dollar' is none of"),
        arguments("stock: /stock", "stock: {at: /stock, unit: yuan}", 11, "unknown key 'unit'"),
        arguments(
            "stock: /stock",
            "stock: {value: many}",
            11,
            "products.fields.stock: 'many' is no number"),
        arguments(
            "stock: /stock", "stock: {minus: /x}", 11, "where it stands or a 'value' is expected"),
        arguments("/goods/{sku}", "/goods/{skuu}", 12, "there is no {skuu} here, only [sku]"),
        arguments("/goods/{sku}", "goods/{sku}", 12, "begins with one slash"),
        arguments("/goods/{sku}", "//evil.example/{sku}", 12, "begins with one slash"),
        arguments("find: {get:", "find: {fetch:", 12, "unknown key 'fetch'"),
        arguments("list: whole", "at: /rows", 13, "'list' is missing"),
        arguments("{by: page}", "{by: magic}", 16, "'magic' is none of"),
        arguments("{by: page}", "{by: cursor}", 16, "'next' is missing"),
        arguments(
            "NO: refused", "NO: perhaps", 19, "'perhaps' is none of [paid, refused, unknown]"),
        arguments(
            "  find: {get: \"/pay/{key}\"}\n",
            "",
            17,
            "payouts: 'find' is missing: nobody may pay again"),
        arguments("{\"key\":", "{key:", 23, "payouts.refund.body: is no JSON"),
        arguments("\"{amount_fen}\"", "\"{amount}\"", 23, "there is no {amount} here"),
        arguments("secret: ${webhook}", "secret: hunter2", 25, "names a secret"),
        arguments("raise: stock_ran_out", "raise: alarm", 28, "'alarm' is none of"),
        arguments("stock_ran_out, sku: /sku", "order_moved, sku: /sku", 28, "'order' is missing"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldWithItsLine(String right, String wrong, int line, String reason) {
    assertThat(GOOD).contains(right);

    assertThatThrownBy(() -> read(GOOD.replace(right, wrong)))
        .isInstanceOf(ContentError.class)
        .hasMessageStartingWith("shop.yaml:" + line + ": ")
        .hasMessageContaining(reason);
  }

  @Test
  void noMistakeRepeatsASecret() {
    assertThatThrownBy(
            () -> ShopFile.read(new ContentFile("shop.yaml", GOOD), _ -> Optional.of("short")))
        .hasMessage("shop.yaml:25: webhooks.secret: has fewer than 16 characters");
    assertThatThrownBy(() ->
            ShopFile.read(
                new ContentFile("shop.yaml", GOOD), _ -> Optional.of("line\nbreak and more")))
        .hasMessageStartingWith(
            "shop.yaml:4: headers.Authorization: the secret 'token' holds what no header can hold");
  }

  private static ShopApi read(String text) {
    return ShopFile.read(
        new ContentFile("shop.yaml", text),
        name -> name.equals("other") ? Optional.empty() : Optional.of("a-long-secret-of-" + name));
  }
}
