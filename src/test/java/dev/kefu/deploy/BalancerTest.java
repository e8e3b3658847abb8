package dev.kefu.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;

/// Holds the balancer's configuration against the nodes it stands before.
class BalancerTest {

  private static final String FILE = "src/main/deploy/haproxy.cfg";

  private final Compose compose = Compose.read();

  BalancerTest() throws Exception {}

  @Test
  void itKnowsEveryNodeAndNobodyElse() throws Exception {
    var port = Compose.lines("Dockerfile", "EXPOSE").getFirst();
    var expected =
        compose.nodes().keySet().stream().map(node -> node + " " + node + ":" + port).toList();

    assertThat(Compose.lines(FILE, "server ")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aSocketMayBeSilentForAsLongAsANodeAllows() throws Exception {
    var settings = new KnownSettings().read(Map.of());
    var silence = (Duration) settings.get("kefu.gateway.silence");

    for (var kind : List.of("client", "server", "tunnel")) {
      assertThat(timeout(kind)).as(kind).isGreaterThan(silence);
    }
  }

  @Test
  void itAllowsHeadersNoMoreTimeThanANode() throws Exception {
    var settings = new KnownSettings().read(Map.of());

    assertThat(timeout("http-request"))
        .isLessThanOrEqualTo((Duration) settings.get("kefu.gateway.request-within"));
  }

  @Test
  void itAsksForReadiness() throws IOException {
    assertThat(Compose.lines(FILE, "http-check send"))
        .containsExactly("meth GET uri /actuator/health/readiness ver HTTP/1.1 hdr Host kefu");
    assertThat(Compose.lines(FILE, "http-check expect")).containsExactly("status 200");
    assertThat(Compose.lines(FILE, "default-server"))
        .singleElement()
        .asString()
        .startsWith("check ");
  }

  /// Sockets that are cut come back elsewhere; those of a node that stops have been told so.
  @Test
  void nothingSticksAndNobodyIsCutWhoSaysGoodbye() throws IOException {
    for (var start : List.of("cookie", "stick", "stick-table", "on-marked-down")) {
      assertThat(Compose.lines(FILE, start)).as(start).isEmpty();
    }
    assertThat(Compose.lines(FILE, "default-server")).noneMatch(each -> each.contains("marked"));
    assertThat(Compose.lines(FILE, "balance")).containsExactly("leastconn");
  }

  @Test
  void whatAShopperClaimsOfTheAddressIsTakenAwayBeforeItIsSaidAnew() throws IOException {
    var rules = Compose.lines(FILE, "http-request ");

    assertThat(rules)
        .containsSubsequence(
            "del-header X-Forwarded- -m beg",
            "del-header Forwarded",
            "set-header X-Forwarded-For %[var(txn.address)]",
            "set-header X-Forwarded-Proto %[var(txn.scheme)]");
    assertThat(rules.stream().filter(each -> each.contains("req.hdr")))
        .isNotEmpty()
        .allMatch(each -> each.contains(" if from_proxy "));
    assertThat(Compose.lines(FILE, "acl from_proxy")).containsExactly("src \"${TRUSTED_PROXY}\"");
  }

  @Test
  void itIsGivenTheTimeItNeedsToStop() throws IOException {
    var needed = DurationStyle.detectAndParse(Compose.lines(FILE, "hard-stop-after").getFirst());

    assertThat(ComposeTest.grace(compose.services().get("balancer"))).isGreaterThan(needed);
  }

  private static Duration timeout(String kind) throws IOException {
    // One hour is "1h" there and here.
    return DurationStyle.detectAndParse(Compose.lines(FILE, "timeout " + kind + " ").getFirst());
  }
}
