package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Ready sentences, the shop's and one's own, and the tokens of programs: kept by those who may.
class ReplyWindowTest {

  private static final String REPLIES = "/api/v1/quick-replies";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void anEditorWritesChangesAndRemovesAReplyOfTheShop() throws Exception {
    var editor = stage.staff("editor", "/console/replies");
    editor.window().expectARefusal(409);
    editor.enter("reply-new");
    editor.write("reply-code", "nh");
    editor.write("reply-title", "周末发货");
    editor.write("reply-text", "亲，周末也发货，{{cutoff|else:下午四点}}前付款当天出库。");
    editor.press("Control+Enter");
    assertThat(editor.at("reply-problem")).containsText("已存在");
    editor.write("reply-code", "zzw");
    editor.press("Control+Enter");
    assertThat(editor.at("toasts")).containsText("已保存 /zzw");
    assertThat(editor.window().page().locator("[data-code=zzw]"))
        .hasAttribute("aria-current", "true");
    editor.picture("88-replies");

    editor.window().expectARefusal();
    var supervisor = Rest.signedIn(stage.http(), "supervisor");
    var read = supervisor.get(REPLIES + "/zzw").raw().headers().firstValue("ETag").orElseThrow();
    var theirs = Map.of("title", "周末发货", "text", "亲，周日不发货。");
    assertThat(supervisor.put(REPLIES + "/zzw", theirs, "If-Match", read).status()).isEqualTo(200);
    editor.write("reply-text", "亲，周末都发货。");
    editor.press("Control+Enter");
    assertThat(editor.at("reply-theirs")).containsText("周日不发货");
    assertThat(editor.at("reply-text")).hasValue("亲，周末都发货。");
    editor.picture("88a-reply-conflict");
    editor.press("Control+Enter");
    assertThat(editor.at("reply-theirs")).hasCount(0);
    assertThat(editor.window().page().locator("[data-code=zzw]")).containsText("周末都发货");

    editor.enter("reply-remove");
    assertThat(editor.at("reply-asks")).containsText("/zzw");
    editor.enter("reply-remove-confirm");
    assertThat(editor.window().page().locator("[data-code=zzw]")).hasCount(0);
    assertThat(supervisor.get(REPLIES + "/zzw").status()).isEqualTo(404);
  }

  @Test
  void anAgentsOwnReplyStandsBeforeTheShops() {
    var shopper = stage.shopper(Window.Size.DESK, "amin");
    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.say("在吗");
    var agent = stage.staff("agent", "/console/replies");
    assertThat(agent.at("reply").first()).isVisible();
    assertThat(agent.at("reply-new")).hasCount(0);
    agent.window().page().locator("[data-code=nh] button").press("Enter");
    assertThat(agent.at("reply-text")).not().isEditable();
    agent.enter("reply-copy");
    agent.write("reply-text", "亲亲，小林在的哦。");
    agent.press("Control+Enter");
    assertThat(agent.at("toasts")).containsText("已保存 /nh");
    assertThat(agent.at("reply")).hasCount(1);
    agent.picture("88b-replies-own");

    agent.enter("nav-reception");
    agent.takeNext();
    agent.type("/nh");
    assertThat(agent.at("quick-reply").first()).containsText("小林在的哦");
    agent.press("Enter");
    assertThat(agent.at("composer")).hasValue("亲亲，小林在的哦。");
    agent.press("Enter");
    assertThat(shopper.messages("agent").last()).containsText("小林在的哦");

    agent.enter("nav-replies");
    agent.enter("replies-own");
    agent.window().page().locator("[data-code=nh] button").press("Enter");
    agent.enter("reply-remove");
    agent.enter("reply-remove-confirm");
    assertThat(agent.at("reply")).hasCount(0);
  }

  @Test
  void anAdministratorMakesATokenSeesItOnceAndRevokesIt() throws Exception {
    var admin = stage.staff("admin", "/console/tokens");
    admin.window().expectARefusal(401);
    admin.write("token-name", "报表同步");
    admin.write("token-password", "wrong");
    admin.enter("token-make");
    assertThat(admin.at("token-problem")).containsText("勾选");
    admin.at("scope-stats-read").press("Space");
    admin.enter("token-make");
    assertThat(admin.at("token-problem")).containsText("密码");
    admin.write("token-password", "kefu-demo");
    admin.press("Enter");
    assertThat(admin.at("token-secret")).isFocused();
    var secret = admin.at("token-secret").inputValue();
    assertThat(secret).startsWith("kefu_");
    var row = admin.window().page().locator("[data-test=token]").first();
    assertThat(row).containsText("报表同步");
    assertThat(row).not().containsText("kefu_");
    admin.picture("89-tokens");
    admin.enter("token-copy");
    admin.enter("token-seen");
    assertThat(admin.at("token-secret")).hasCount(0);

    row.locator("[data-test=token-revoke]").press("Enter");
    assertThat(row).containsText("马上会被拒绝");
    admin.enter("token-revoke-confirm");
    assertThat(row).containsText("已吊销");
    assertThat(admin.at("token-revoke")).hasCount(0);
    admin.picture("89a-token-revoked");
  }
}
