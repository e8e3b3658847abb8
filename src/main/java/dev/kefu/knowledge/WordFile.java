package dev.kefu.knowledge;

import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiConsumer;

/// Reads `synonyms.txt` and `lexicon.txt`: a group or a word a line, `#` starts a comment.
final class WordFile {

  private static final int MAX_WORD = 30;

  private WordFile() {}

  /// The shop's own word first in each group.
  ///
  /// @throws ContentError when a line is no group
  static List<List<String>> groups(ContentFile file) {
    var groups = new ArrayList<List<String>>();
    eachLine(
        file,
        (line, text) -> {
          var words = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
          words.forEach(word -> check(file, line, word));
          groups.add(words);
        });
    return groups;
  }

  /// @throws ContentError when a line is no word
  static List<String> words(ContentFile file) {
    var words = new LinkedHashSet<String>();
    eachLine(
        file,
        (line, text) -> {
          check(file, line, text);
          words.add(text);
        });
    return List.copyOf(words);
  }

  private static void eachLine(ContentFile file, BiConsumer<Integer, String> reader) {
    var lines = file.text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      var comment = lines[i].indexOf('#');
      var text = (comment < 0 ? lines[i] : lines[i].substring(0, comment)).strip();
      if (!text.isEmpty()) {
        reader.accept(i + 1, text);
      }
    }
  }

  private static void check(ContentFile file, int line, String word) {
    if (word.isEmpty() || word.length() > MAX_WORD) {
      throw file.error(line, "a word has 1 to " + MAX_WORD + " characters, not '" + word + "'");
    }
  }
}
