package dev.kefu.assist;

import dev.kefu.content.ContentFile;
import dev.kefu.content.ContentFolder;
import dev.kefu.content.FrontMatter;
import dev.kefu.content.YamlNode;
import dev.kefu.knowledge.Variables;
import dev.kefu.rulebook.Claim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads `quick-replies.yaml`, `intents.yaml` and the playbooks. The first mistake is thrown as a
/// [dev.kefu.content.ContentError].
final class HelpFiles {

  static final String INTENTS_FILE = "intents.yaml";
  static final String QUICK_REPLIES_FILE = "quick-replies.yaml";
  static final String PLAYBOOKS = "playbooks";
  static final String MARKDOWN = ".md";

  static final int MAX_TITLE = 60;
  static final int MAX_WORDING = 200;
  static final String PLAYBOOK_ID = Playbook.PREFIX + "[a-z0-9_]{2,60}";

  static final List<String> INTENTS =
      List.of(
          "goods",
          "stock",
          "price",
          "discount",
          "order",
          "parcel",
          "shipping",
          "return",
          "refund",
          "exchange",
          "repair",
          "invoice",
          "member",
          "complaint",
          "claim",
          "human",
          "smalltalk");

  private static final String[] LABELS = INTENTS.toArray(String[]::new);

  private HelpFiles() {}

  static List<QuickReply> quickReplies(ContentFolder folder) {
    return folder.file(QUICK_REPLIES_FILE).map(HelpFiles::quickReplies).orElse(List.of());
  }

  static List<QuickReply> quickReplies(ContentFile file) {
    var replies = new ArrayList<QuickReply>();
    var codes = new HashSet<String>();
    for (var item : YamlNode.of(file).items()) {
      item.only("code", "title", "text", "stage");
      var stage = item.find("stage").map(s -> s.oneOf("pre_sale", "after_sale", QuickReply.ANY));
      replies.add(
          new QuickReply(
              unique(item.get("code"), QuickReply.CODE, codes),
              item.get("title").text(QuickReply.MAX_TITLE),
              answer(item.get("text")),
              stage.orElse(QuickReply.ANY)));
    }
    return replies;
  }

  static List<Intent> intents(ContentFolder folder) {
    return folder.file(INTENTS_FILE).map(HelpFiles::intents).orElse(List.of());
  }

  static List<Intent> intents(ContentFile file) {
    var intents = new ArrayList<Intent>();
    var names = new HashSet<String>();
    for (var item : YamlNode.of(file).items()) {
      item.only("intent", "title", "examples");
      var name = item.get("intent");
      name.oneOf(LABELS);
      intents.add(
          new Intent(
              unique(name, ".*", names),
              item.get("title").text(MAX_TITLE),
              wordings(item.get("examples"))));
    }
    return intents;
  }

  static List<Playbook> playbooks(ContentFolder folder) {
    return playbooks(folder.files(PLAYBOOKS, MARKDOWN));
  }

  static List<Playbook> playbooks(List<ContentFile> files) {
    var playbooks = new ArrayList<Playbook>();
    var ids = new HashSet<String>();
    for (var file : files) {
      var matter = FrontMatter.of(file);
      var head = matter.head().only("id", "title", "reason", "triggers", "examples", "intents");
      var sections = PlaybookSections.read(file, matter.body(), matter.bodyLine());
      playbooks.add(
          new Playbook(
              unique(head.get("id"), PLAYBOOK_ID, ids),
              head.get("title").text(MAX_TITLE),
              head.find("reason")
                  .map(reason -> reason.oneOf(Claim.REASONS.toArray(String[]::new)))
                  .orElse(null),
              wordings(head.get("triggers")),
              head.find("examples").map(HelpFiles::wordings).orElse(List.of()),
              head.find("intents").map(HelpFiles::labels).orElse(List.of()),
              sections.soothe(),
              sections.verify(),
              sections.offer(),
              sections.next()));
    }
    return playbooks;
  }

  private static List<String> labels(YamlNode list) {
    return list.items().stream().map(item -> item.oneOf(LABELS)).toList();
  }

  private static String unique(YamlNode node, String pattern, Set<String> taken) {
    var text = node.text();
    if (!text.matches(pattern)) {
      throw node.error("'" + text + "' does not match " + pattern);
    }
    if (!taken.add(text)) {
      throw node.error("'" + text + "' stands twice");
    }
    return text;
  }

  private static String answer(YamlNode node) {
    var text = node.text(QuickReply.MAX_TEXT);
    var mistakes = Variables.mistakes(text);
    if (!mistakes.isEmpty()) {
      throw node.error(mistakes.getFirst());
    }
    return text;
  }

  private static List<String> wordings(YamlNode list) {
    var texts = list.items().stream().map(item -> item.text(MAX_WORDING)).toList();
    if (texts.isEmpty()) {
      throw list.error("is empty");
    }
    return texts;
  }
}
