package dev.kefu.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What programs may never do, whatever scopes they were given.
class ScopeTest {

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/staff",
    "PUT, /api/v1/staff/usr_1",
    "POST, /api/v1/service-tokens",
    "GET, /api/v1/service-tokens",
    "DELETE, /api/v1/service-tokens/svc_1",
    "POST, /api/v1/ws-tickets",
    "GET, /api/v1/session",
    "POST, /api/v1/session/step-up",
    "POST, /api/v1/cases",
    "PUT, /api/v1/cases/case_1/decision",
    "DELETE, /api/v1/cases/case_1/decision",
    "POST, /api/v1/ledger/reconciliation",
    "POST, /api/v1/ledger/unanswered/grant_1/resolution",
    "PUT, /api/v1/rulebook",
    "POST, /api/v1/rulebook/versions/1/restore",
    "POST, /api/v1/shoppers/shp_1/erasure",
    "PUT, /api/v1/shoppers/shp_1/ban",
    "POST, /api/v1/knowledge/articles/kb_1/publish",
    "POST, /api/v1/knowledge/releases",
    "DELETE, /api/v1/knowledge/articles/kb_1",
    "GET, /api/v1/knowledge/articles/kb_1/feedback",
    "GET, /api/v1/knowledge/articles/kb_1/writers",
    "GET, /api/v1/conversations/cnv_1/evidence",
    "POST, /api/v1/conversations",
    "POST, /api/v1/intents/changes",
    "PUT, /api/v1/demo/products/DRS-A-BK-M",
    "GET, /actuator/health"
  })
  void noScopeOpensPeopleMoneyOrWhatShoppersAreTold(String method, String path) {
    assertThat(Arrays.stream(Scope.values()).filter(scope -> scope.opens(method, path))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "conversations:read, GET, /api/v1/conversations/cnv_1/events",
    "conversations:read, HEAD, /api/v1/conversations",
    "knowledge:read, GET, /api/v1/knowledge/articles/kb_1/versions",
    "knowledge:read, GET, /api/v1/knowledge/words/synonyms/export",
    "knowledge:read, POST, /api/v1/knowledge/searches",
    "knowledge:write, PUT, /api/v1/knowledge/articles/kb_1",
    "quick_replies:write, DELETE, /api/v1/quick-replies/nh",
    "shop:read, GET, /api/v1/shoppers/shp_1/orders",
    "ledger:read, GET, /api/v1/ledger/report",
    "stats:read, GET, /api/v1/stats/service"
  })
  void aScopeOpensWhatItSays(String scope, String method, String path) {
    assertThat(Scope.of(scope).orElseThrow().opens(method, path)).isTrue();
  }

  @Test
  void readingOpensNoWriting() {
    for (var scope : Scope.values()) {
      if (scope.wire().endsWith(":read")) {
        for (var method : new String[] {"PUT", "DELETE", "PATCH"}) {
          assertThat(scope.opens(method, "/api/v1/knowledge/articles/kb_1")).isFalse();
          assertThat(scope.opens(method, "/api/v1/quick-replies/nh")).isFalse();
        }
      }
    }
  }

  @Test
  void theConsoleOffersEveryScopeAndNoOther() throws IOException {
    var page = Files.readString(Path.of("src/main/web/console/account/tokens.js"));
    var list = page.substring(page.indexOf("const SCOPES"), page.indexOf("];"));
    var offered = Pattern.compile("'([^']+)'").matcher(list).results().map(m -> m.group(1));

    assertThat(offered)
        .containsExactlyElementsOf(Arrays.stream(Scope.values()).map(Scope::wire).toList());
  }
}
