package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/// An editor writes what is said and done when something has gone wrong.
class PlaybookWindowTest {

  private static final String PLAYBOOKS = "/api/v1/playbooks";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aPlaybookIsWrittenHeldToTheRulesRetiredAndBroughtBackByKeyboard() {
    var editor = stage.staff("editor", "/console/playbooks");
    editor.window().expectARefusal(422);
    assertThat(editor.at("playbook-row").first()).isVisible();
    editor.picture("92-playbooks");

    editor.enter("playbook-new");
    assertThat(editor.at("playbook-id")).isFocused();
    editor.write("playbook-id", "pb_zz_window");
    editor.write("playbook-title", "礼盒压坏");
    editor.at("playbook-reason").selectOption("damaged");
    editor.write("playbook-triggers", "礼盒压坏\n盒子瘪了");
    editor.write("playbook-soothe", "亲，先给您退款500元。");
    editor.write("playbook-verify", "看照片");
    editor.write("playbook-offer", "补寄礼盒");
    editor.write("playbook-next", "补寄后发单号");
    assertThat(editor.at("playbook-findings").locator(".problem").first()).isVisible();
    editor.press("Control+Enter");
    assertThat(editor.at("playbook-problem")).not().isEmpty();
    editor.picture("92a-playbook-promise");

    editor.write("playbook-soothe", "亲，实在抱歉，{{order.id|else:您的订单}}的礼盒我马上处理。");
    assertThat(editor.at("playbook-findings").locator(".problem")).hasCount(0);
    editor.enter("nav-replies");
    editor.enter("nav-playbooks");
    editor.enter("playbook-new");
    assertThat(editor.at("playbook-title")).hasValue("礼盒压坏");
    editor.at("playbook-title").focus();
    editor.press("Control+Enter");
    assertThat(editor.at("toasts")).containsText("已保存“礼盒压坏”");
    var row = editor.window().page().locator("[data-playbook=pb_zz_window]");
    assertThat(row).hasAttribute("aria-current", "true");
    assertThat(editor.at("playbook-versions")).containsText("新建");
    editor.picture("92b-playbook-kept");

    editor.enter("playbook-retire");
    editor.enter("playbook-retire-confirm");
    assertThat(row).hasCount(0);
    editor.enter("playbooks-retired");
    row.locator("button").press("Enter");
    assertThat(editor.at("playbook-title")).hasValue("礼盒压坏");
    editor.at("playbook-title").focus();
    editor.press("Control+Enter");
    assertThat(row).hasAttribute("aria-current", "true");
    editor.enter("playbook-retire");
    editor.enter("playbook-retire-confirm");
    assertThat(row).hasCount(0);
  }

  @Test
  void whatSomebodyElseSavedMeanwhileIsShownBeside() throws Exception {
    var editor = stage.staff("editor", "/console/playbooks");
    editor.window().expectARefusal(412);
    var supervisor = Rest.signedIn(stage.http(), "supervisor");
    var read = supervisor.get(PLAYBOOKS + "/pb_stuck");
    var before = read.body();
    editor.window().page().locator("[data-playbook=pb_stuck] button").press("Enter");
    editor.write("playbook-title", "物流不动了");
    var theirs = ((ObjectNode) before.deepCopy()).put("title", "物流停住了");
    var saved = supervisor.put(PLAYBOOKS + "/pb_stuck", theirs, "If-Match", tag(read));
    assertThat(saved.status()).describedAs(saved.toString()).isEqualTo(200);

    editor.press("Control+Enter");
    assertThat(editor.at("playbook-theirs")).containsText("物流停住了");
    assertThat(editor.at("playbook-title")).hasValue("物流不动了");
    editor.picture("92c-playbook-conflict");
    editor.press("Control+Enter");
    assertThat(editor.at("playbook-theirs")).hasCount(0);
    assertThat(editor.at("playbook-versions").locator("li")).hasCount(3);

    var now = supervisor.get(PLAYBOOKS + "/pb_stuck");
    assertThat(now.body().get("title").asString()).isEqualTo("物流不动了");
    supervisor.put(PLAYBOOKS + "/pb_stuck", before, "If-Match", tag(now));
    assertThat(supervisor.get(PLAYBOOKS + "/pb_stuck").body()).isEqualTo(before);
  }

  private static String tag(Rest.Reply reply) {
    return reply.raw().headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void theArchiveThatWentOutComesInAndChangesNothing() {
    var editor = stage.staff("editor", "/console/playbooks");
    assertThat(editor.at("playbook-row").first()).isVisible();
    var page = editor.window().page();
    var archive = page.request().get(stage.http() + "/api/v1/playbooks?format=zip").body();

    editor
        .at("playbook-import")
        .setInputFiles(new FilePayload("playbooks.zip", "application/zip", archive));

    assertThat(editor.at("playbook-import-box")).containsText("和现在的一样");
    assertThat(editor.at("playbook-import-go")).isDisabled();
    editor.picture("92d-playbook-import");
    editor.press("Escape");
  }
}
