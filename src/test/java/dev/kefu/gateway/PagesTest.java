package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagesTest {

  private static final Path WEB = Path.of("src/main/web");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Pages pages = new Pages();

  @Test
  void chineseAndEnglishSayTheSameThings() throws IOException {
    var zh = words("zh");
    var en = words("en");

    assertThat(en.propertyNames()).containsExactlyInAnyOrderElementsOf(zh.propertyNames());
    assertThat(zh.propertyNames())
        .allSatisfy(key -> assertThat(en.get(key).asString()).isNotBlank());
  }

  @Test
  void everyWordTheScreensAskForIsThere() throws IOException {
    var zh = words("zh");
    var asked = Pattern.compile("\\bt\\('([a-z_.0-9]+)'");
    try (var files = Files.walk(WEB)) {
      var scripts = files.filter(f -> f.toString().endsWith(".js")).toList();

      assertThat(scripts)
          .allSatisfy(script ->
              assertThat(asked.matcher(Files.readString(script)).results().map(m -> m.group(1)))
                  .allMatch(zh::has, "a key of zh.json"));
    }
  }

  @Test
  void theImportMapPointsAtFilesThatAreThere() throws IOException {
    var imports =
        JSON.readTree(Files.readString(WEB.resolve("shared/importmap.json"))).get("imports");

    assertThat(
            imports.values().stream()
                .map(JsonNode::asString)
                .filter(u -> u.startsWith("/webjars/")))
        .isNotEmpty()
        .allSatisfy(
            url -> assertThat(new ClassPathResource("META-INF/resources" + url).exists()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/console",
        "/console/desk",
        "/console/knowledge",
        "/console/gaps",
        "/console/intents",
        "/console/replies",
        "/console/feedback",
        "/console/playbooks",
        "/console/words",
        "/console/stats",
        "/console/tokens",
        "/console/outreach",
        "/shop",
        "/widget"
      })
  void aPageNamesTheHashOfItsOnlyInlineScript(String path) throws Exception {
    var html = html(path);

    var inline =
        Pattern.compile("<script(?![^>]*\\bsrc=)[^>]*>(.*?)</script>", Pattern.DOTALL)
            .matcher(html);
    assertThat(inline.find()).isTrue();
    var digest =
        MessageDigest.getInstance("SHA-256")
            .digest(inline.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(pages.policyOf(path))
        .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    assertThat(inline.find()).isFalse();
    assertThat(html)
        .doesNotContain("style=")
        .doesNotContain("<style")
        .doesNotContainPattern("\\son[a-z]+=");
  }

  @Test
  void onlyTheWidgetMayStandInAFrame() {
    assertThat(pages.policyOf("/widget")).endsWith("frame-ancestors 'self'");
    assertThat(pages.policyOf("/console")).endsWith("frame-ancestors 'none'");
  }

  @Test
  void aScriptIsShortEnoughToRead() throws IOException {
    try (var files = Files.walk(WEB)) {
      assertThat(files.filter(f -> f.toString().endsWith(".js")).toList())
          .allSatisfy(script -> assertThat(Files.readAllLines(script)).hasSizeLessThan(300));
    }
  }

  private String html(String path) {
    var request = new MockHttpServletRequest("GET", path);
    request.setServletPath(path);
    var body = pages.page(request).getBody();
    return new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8);
  }

  private static JsonNode words(String language) throws IOException {
    return JSON.readTree(Files.readString(WEB.resolve("shared/" + language + ".json")));
  }
}
