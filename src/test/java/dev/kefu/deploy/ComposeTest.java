package dev.kefu.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.databind.JsonNode;

/// Holds `docker-compose.yml` and the image against what the program knows.
class ComposeTest {

  private static final Pattern SETTING = Pattern.compile("(KEFU|SPRING|SERVER|MANAGEMENT)_.*");
  private static final Pattern PINNED = Pattern.compile("[a-z/-]+:\\d+\\.\\d+[0-9A-Za-z._-]*");
  private static final Pattern ARGUMENT = Pattern.compile("\"--([a-z.-]+)=([^\"]*)\"");
  private static final Pattern ASKED = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)(/\\S*)");
  private static final String READINESS = "/actuator/health/readiness";

  /// The sockets' farewell, what waits to be written, and the requests under way: one phase each.
  private static final int PHASES_OF_A_STOP = 3;

  private final Compose compose = Compose.read();
  private final KnownSettings known = new KnownSettings();
  private final String image = Files.readString(Path.of("Dockerfile"));

  ComposeTest() throws Exception {}

  @Test
  void thereAreThreeNodes() {
    assertThat(compose.nodes()).hasSize(3);
    assertThat(compose.ours()).hasSize(4);
  }

  @Test
  void everySettingNamedIsOneTheProgramHas() {
    for (var service : compose.ours()) {
      assertThat(variables(service))
          .allSatisfy(each -> assertThat(known.byVariable(each)).as(each).isPresent());
      assertThat(targets(service))
          .allSatisfy(each -> assertThat(known.has(each)).as(each).isTrue());
    }
    assertThat(arguments())
        .isNotEmpty()
        .allSatisfy((name, _) -> assertThat(known.has(name)).as(name).isTrue());
  }

  @Test
  void aMisspeltSettingIsNoticed() {
    assertThat(known.byVariable("KEFU_DATABASE_URI")).isEmpty();
    assertThat(known.has("kefu.gateway.hartbeat")).isFalse();
    assertThat(known.has("kefu.gateway.heartbeat")).isTrue();
    assertThat(known.byVariable("KEFU_GATEWAY_SHOPPERSEND_PERSECOND"))
        .contains("kefu.gateway.shopper-send.per-second");
  }

  @Test
  void theSettingsAreTaken() {
    compose
        .nodes()
        .values()
        .forEach(node -> {
          var given = new TreeMap<>(arguments());
          variables(node)
              .forEach(each ->
                  given.put(
                      known.byVariable(each).orElseThrow(),
                      node.path("environment").path(each).asString()));

          assertThat(known.read(given))
              .containsEntry("kefu.database.url", "jdbc:postgresql://postgres:5432/kefu")
              .containsEntry("kefu.redis.url", "redis://redis:6379");
        });
  }

  @Test
  void secretsComeFromFilesThatAreDeclaredAndNotKeptHere() throws Exception {
    var declared = Compose.fields(compose.whole().path("secrets"));

    assertThat(used("secrets")).containsExactlyInAnyOrderElementsOf(declared.keySet());
    assertThat(declared.values())
        .allSatisfy(each -> assertThat(each.path("file").asString()).startsWith("./secrets/"));
    assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("/secrets/");
    assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains("secrets/");
    assertThat(compose.whole().toString()).doesNotContainIgnoringCase("password\":\"");
  }

  @Test
  void everyFileNamedIsThere() {
    var declared = Compose.fields(compose.whole().path("configs"));

    assertThat(used("configs")).containsExactlyInAnyOrderElementsOf(declared.keySet());
    assertThat(declared.values())
        .allSatisfy(each -> assertThat(Path.of(each.path("file").asString())).isRegularFile());
  }

  @Test
  void everyImageIsPinned() throws Exception {
    var images =
        Stream.concat(
            compose.services().values().stream().map(each -> each.path("image").asString()),
            Compose.lines("Dockerfile", "FROM ").stream().map(each -> each.split(" ", 2)[0]));

    assertThat(images.toList()).allMatch(each -> PINNED.matcher(each).matches());
    var version = Compose.lines("pom.xml", "<version>0.").getFirst();
    assertThat(compose.ours())
        .allMatch(each -> each.path("image").asString().equals("kefu:0." + release(version)));
  }

  @Test
  void onlyThisMachineReachesWhatIsPublished() {
    compose
        .services()
        .forEach((name, service) -> {
          var ports = Compose.strings(service.path("ports"));
          assertThat(ports).as(name).allMatch(each -> each.startsWith("127.0.0.1:"));
          assertThat(!ports.isEmpty())
              .as(name)
              .isEqualTo(List.of("balancer", "kefu").contains(name));
        });
  }

  /// What a node believes of a request it is told by the balancer alone.
  @Test
  void onlyTheBalancerReachesANode() {
    var nodes = compose.nodes().keySet();
    assertThat(in("front")).containsExactlyInAnyOrderElementsOf(with(nodes, "balancer"));
    assertThat(in("back")).containsExactlyInAnyOrderElementsOf(with(nodes, "postgres", "redis"));
    assertThat(compose.whole().at("/networks/back/internal").asBoolean()).isTrue();
    assertThat(compose.services().get("balancer").at("/environment/TRUSTED_PROXY"))
        .isEqualTo(compose.whole().at("/networks/front/ipam/config/0/gateway"));
  }

  @Test
  void healthChecksAskWhatIsThere() throws Exception {
    var asked =
        Stream.concat(
                compose.services().values().stream()
                    .map(each -> each.path("healthcheck").toString()),
                Stream.of(image))
            .flatMap(text -> ASKED.matcher(text).results())
            .toList();

    assertThat(asked).hasSize(compose.nodes().size() + 2);
    assertThat(asked)
        .allSatisfy(each -> {
          assertThat(each.group(1)).isEqualTo(exposed());
          assertThat(each.group(2).replaceAll("\".*", "")).isEqualTo(READINESS);
        });
    assertThat(Files.readString(Path.of("src/main/resources/application.yaml")))
        .contains("endpoints.web.exposure.include: health", "group.readiness.include:");
  }

  @Test
  void whoIsWaitedForCanSayThatHeIsHealthy() {
    compose
        .services()
        .forEach((name, service) ->
            Compose.fields(service.path("depends_on"))
                .forEach((other, condition) -> {
                  assertThat(condition.path("condition").asString())
                      .as(name)
                      .isEqualTo("service_healthy");
                  assertThat(compose.services().get(other).has("healthcheck")).as(other).isTrue();
                }));
  }

  @Test
  void aNodeIsGivenTheTimeItNeedsToStop() throws Exception {
    var phase =
        Compose.lines(
                "src/main/resources/application.yaml", "lifecycle.timeout-per-shutdown-phase:")
            .getFirst();
    var needed = DurationStyle.detectAndParse(phase).multipliedBy(PHASES_OF_A_STOP);

    assertThat(compose.ours()).allMatch(each -> grace(each).compareTo(needed) > 0);
  }

  @Test
  void everyNodeHasAFolderOfItsOwn() {
    var volumes =
        compose.ours().stream().map(each -> each.path("volumes").path(0).asString()).toList();

    assertThat(volumes).doesNotHaveDuplicates().allMatch(each -> each.endsWith(":" + dataFolder()));
  }

  @Test
  void theStoreKeepsWhatItIsGivenAndTheBusNothing() throws Exception {
    assertThat(Compose.strings(compose.services().get("postgres").path("command")))
        .contains("-cfsync=on", "-cfull_page_writes=on", "-csynchronous_commit=on");
    assertThat(Files.readString(Path.of("src/main/deploy/database.sql")))
        .contains("encoding 'UTF8' locale 'C.UTF-8'");
    assertThat(Compose.lines("src/main/deploy/redis.conf", "save")).containsExactly("\"\"");
    assertThat(Compose.lines("src/main/deploy/redis.conf", "appendonly")).containsExactly("no");
    assertThat(Compose.lines("src/main/deploy/redis.conf", "maxmemory-policy"))
        .containsExactly("allkeys-lru");
  }

  static Duration grace(JsonNode service) {
    return DurationStyle.detectAndParse(service.path("stop_grace_period").asString());
  }

  private List<String> variables(JsonNode service) {
    return Compose.fields(service.path("environment")).keySet().stream()
        .filter(each -> SETTING.matcher(each).matches())
        .toList();
  }

  private static List<String> targets(JsonNode service) {
    return service
        .path("secrets")
        .valueStream()
        .map(each -> each.path("target").asString())
        .toList();
  }

  private Map<String, String> arguments() {
    var arguments = new TreeMap<String, String>();
    ARGUMENT
        .matcher(image)
        .results()
        .forEach(found -> arguments.put(found.group(1), found.group(2)));
    return arguments;
  }

  private String dataFolder() {
    return arguments().getOrDefault("kefu.data-dir", "");
  }

  private static String exposed() throws IOException {
    return Compose.lines("Dockerfile", "EXPOSE").getFirst();
  }

  private static String release(String version) {
    return version.replaceAll("(-SNAPSHOT)?</version>", "");
  }

  private List<String> used(String key) {
    return compose.services().values().stream()
        .flatMap(each -> Compose.sources(each, key).stream())
        .distinct()
        .toList();
  }

  private List<String> in(String network) {
    return compose.services().entrySet().stream()
        .filter(each -> Compose.strings(each.getValue().path("networks")).contains(network))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> with(Set<String> nodes, String... others) {
    return Stream.concat(nodes.stream(), Stream.of(others)).toList();
  }
}
