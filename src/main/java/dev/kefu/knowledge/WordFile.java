package dev.kefu.knowledge;

import dev.kefu.base.Refusal;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads and writes `synonyms.txt` and `lexicon.txt`: a group or a word a line, `#` starts a
/// comment. Comments are read over and not kept; what is written is read as it was.
final class WordFile {

  static final String SYNONYMS = "synonyms.txt";
  static final String LEXICON = "lexicon.txt";

  private static final String COMMA = ",";

  private WordFile() {}

  /// The shop's own word first in each group.
  ///
  /// @throws ContentError when a line is no group
  static List<List<String>> groups(ContentFile file) {
    var book = new WordBook(Words.NONE);
    eachLine(
        file,
        text -> book.addGroup(Arrays.stream(text.split(COMMA, -1)).map(String::strip).toList()));
    return book.words().groups();
  }

  /// @throws ContentError when a line is no word
  static List<String> words(ContentFile file) {
    var book = new WordBook(Words.NONE);
    eachLine(file, book::addWord);
    return book.words().lexicon();
  }

  private static void eachLine(ContentFile file, Consumer<String> reader) {
    var lines = file.text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      var comment = lines[i].indexOf('#');
      var text = (comment < 0 ? lines[i] : lines[i].substring(0, comment)).strip();
      if (!text.isEmpty()) {
        try {
          reader.accept(text);
        } catch (Refusal refused) {
          throw file.error(i + 1, refused.getMessage());
        }
      }
    }
  }

  static String writeGroups(List<List<String>> groups) {
    return groups.stream()
        .map(group -> String.join(COMMA, group) + "\n")
        .collect(Collectors.joining());
  }

  static String writeWords(List<String> words) {
    return words.stream().map(word -> word + "\n").collect(Collectors.joining());
  }
}
