package dev.kefu.commerce.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.commerce.ShopDoors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A shop that implements our own interface keeps what every connector promises, and the interface
/// is what its description says.
class OwnApiContractTest extends HttpContract {

  private static final String COMPONENTS = "#/components/";

  private final JsonNode openapi =
      YAMLMapper.builder().build().readTree(Path.of("docs/shop-api.yaml"));

  @Override
  String example() {
    return "shop-api.yaml";
  }

  @Override
  Face face(ShopDoors truth) {
    return new OwnFace(truth);
  }

  @Test
  void everyRequestOfTheDescriptionIsInTheInterface() throws IOException {
    var api = HttpShopFixture.example(example(), shop.port());

    for (var request : api.requests().values()) {
      var parts = request.path().text().split("\\?", 2);
      var operation =
          openapi
              .at("/paths")
              .path(parts[0])
              .path(request.method().toLowerCase(java.util.Locale.ROOT));
      assertThat(operation.isObject()).as(request.name()).isTrue();
      for (var pair : parts.length < 2 ? new String[0] : parts[1].split("&", -1)) {
        assertThat(parameters(operation)).as(request.name()).contains(pair.split("=", 2)[0]);
      }
      var answer = schema(operation.at("/responses/200/content/application~1json/schema"));
      var thing = request.isList() ? schema(answer.at("/properties/data/items")) : answer;
      checkFields(request.name(), api.fieldsOf(request.name().split("\\.", 2)[0]), thing);
      if (request.body() != null) {
        var body =
            schema(operation.at("/requestBody/content/application~1json/schema"))
                .path("properties");
        assertThat(body.propertyNames())
            .containsExactlyInAnyOrderElementsOf(request.body().json().propertyNames());
      }
    }
  }

  @Test
  void everyFieldOfTheInterfaceIsReadOrNotNeeded() throws IOException {
    var api = HttpShopFixture.example(example(), shop.port());

    for (var each :
        Map.of(
                "products",
                "Product",
                "orders",
                "Order",
                "parcels",
                "Parcel",
                "quotes",
                "Quote",
                "promotions",
                "Promotion",
                "members",
                "Member",
                "payouts",
                "Receipt")
            .entrySet()) {
      var read =
          api.fieldsOf(each.getKey()).all().values().stream()
              .map(f -> String.valueOf(f.at()).substring(1))
              .toList();
      assertThat(read)
          .containsExactlyInAnyOrderElementsOf(
              openapi
                  .at("/components/schemas")
                  .path(each.getValue())
                  .path("properties")
                  .propertyNames());
    }
  }

  private void checkFields(String name, Fields fields, JsonNode thing) {
    for (var field : fields.all().entrySet()) {
      var property = String.valueOf(field.getValue().at()).substring(1);
      assertThat(thing.path("properties").has(property)).as(name + " " + property).isTrue();
      if (field.getValue().rows() != null) {
        checkFields(
            name, field.getValue().rows(), schema(thing.at("/properties/" + property + "/items")));
      }
    }
  }

  private List<String> parameters(JsonNode operation) {
    return operation
        .path("parameters")
        .valueStream()
        .map(this::schema)
        .map(p -> p.path("name").asString())
        .toList();
  }

  private JsonNode schema(JsonNode node) {
    var ref = node.path("$ref").asString("");
    return ref.isEmpty() ? node : openapi.at("/components/" + ref.substring(COMPONENTS.length()));
  }
}
