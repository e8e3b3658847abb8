package dev.kefu.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What is published of the protocol is what the program speaks. `-Dapi=apply` writes it anew.
@NullMarked
class ApiDescriptionTest {

  private static final Path FOLDER = Path.of("src/main/web/api");
  private static final boolean APPLY = "apply".equals(System.getProperty("api"));
  private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\" : \"#/([^\"]+)\"");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Test
  void everyRestCallIsDescribed() throws IOException {
    isPublished("openapi.json", OpenApi.document());
  }

  @Test
  void everyFrameIsDescribed() throws IOException {
    isPublished("asyncapi.json", AsyncApi.document());
  }

  private static void isPublished(String file, JsonNode document) throws IOException {
    var text = JSON.writeValueAsString(document) + "\n";
    if (APPLY) {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(file), text);
    }
    assertThat(Files.readString(FOLDER.resolve(file), StandardCharsets.UTF_8))
        .as("%s, written anew by -Dapi=apply", file)
        .isEqualTo(text);
    assertThat(REFERENCE.matcher(text).results().map(found -> found.group(1)).distinct())
        .isNotEmpty()
        .allSatisfy(place -> assertThat(at(document, place).isMissingNode()).as(place).isFalse());
  }

  private static JsonNode at(JsonNode document, String place) {
    var node = document;
    for (var step : place.split("/", -1)) {
      node = node.path(step);
    }
    return node;
  }
}
