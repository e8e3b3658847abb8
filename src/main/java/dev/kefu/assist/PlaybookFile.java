package dev.kefu.assist;

import dev.kefu.base.Refusal;
import dev.kefu.content.Archive;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Writes playbooks as [HelpFiles] reads them: a Markdown file each, by itself or in an archive
/// that is laid out as the content folder. The same playbooks give the same bytes.
final class PlaybookFile {

  private static final Archive.Limits LIMITS = new Archive.Limits(2 * HelpRows.MOST, 64L * 1_024);

  private PlaybookFile() {}

  static byte[] archive(List<Playbook> playbooks) {
    var files = new LinkedHashMap<String, String>();
    for (var playbook : playbooks) {
      files.put(HelpFiles.PLAYBOOKS + "/" + playbook.id() + HelpFiles.MARKDOWN, write(playbook));
    }
    return Archive.write(files);
  }

  /// The files of an archive: those under `playbooks/` if there is such a folder, else all.
  ///
  /// @throws Refusal when the archive is broken, or larger than it may be
  /// @throws ContentError when a file is no text
  static List<ContentFile> files(byte[] zip) {
    var files = new ArrayList<ContentFile>();
    Archive.entries(zip, LIMITS, Archive::isMarkdown)
        .forEach((name, bytes) -> files.add(ContentFile.sent(name, bytes)));
    var own =
        files.stream()
            .filter(file -> ("/" + file.name()).contains("/" + HelpFiles.PLAYBOOKS + "/"))
            .toList();
    return own.isEmpty() ? files : own;
  }

  static String write(Playbook playbook) {
    var head = new StringBuilder("---\n");
    add(head, "id", playbook.id());
    add(head, "title", playbook.title());
    if (playbook.reason() != null) {
      add(head, "reason", playbook.reason());
    }
    add(head, "triggers", playbook.triggers());
    if (!playbook.examples().isEmpty()) {
      add(head, "examples", playbook.examples());
    }
    if (!playbook.intents().isEmpty()) {
      add(head, "intents", playbook.intents());
    }
    var body =
        List.of(
            playbook.soothe(),
            items(playbook.verify()),
            items(playbook.offer()),
            items(playbook.next()));
    head.append("---\n");
    for (int part = 0; part < body.size(); part++) {
      head.append(PlaybookSections.MARK).append(PlaybookSections.HEADINGS.get(part)).append('\n');
      head.append(body.get(part)).append('\n');
    }
    return head.toString();
  }

  private static String items(List<String> items) {
    return items.stream()
        .map(item -> PlaybookSections.ITEM + item)
        .collect(Collectors.joining("\n"));
  }

  /// JSON is YAML, whatever stands in it.
  private static void add(StringBuilder head, String key, Object value) {
    head.append(key).append(": ").append(JsonMapper.shared().writeValueAsString(value));
    head.append('\n');
  }

  /// What [#write] has written; empty when this program cannot read it any more, and one of many
  /// must not hide the others.
  static Optional<Playbook> read(String file) {
    try {
      var files = List.of(new ContentFile(HelpFiles.PLAYBOOKS, file));
      return Optional.of(HelpFiles.playbooks(files).getFirst());
    } catch (ContentError _) {
      return Optional.empty();
    }
  }
}
