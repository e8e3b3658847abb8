package dev.kefu.assist;

import dev.kefu.base.Folding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do when something has gone wrong.
///
/// @param reason of the rulebook; null when no money is in it
/// @param triggers words that call it after the sale, whatever else is said
/// @param examples how shoppers say it; a message that means the same calls it, too
/// @param intents whoever wants this gets it when no other playbook is called, before the sale, too
/// @param soothe what to say first
/// @param verify what to check
/// @param offer what may be offered, by rule
/// @param next what happens then
record Playbook(
    String id,
    String title,
    @Nullable String reason,
    List<String> triggers,
    List<String> examples,
    List<String> intents,
    String soothe,
    List<String> verify,
    List<String> offer,
    List<String> next) {

  /// What its ids begin with, and those of articles do not.
  static final String PREFIX = "pb_";

  /// Whether the source of a card is a playbook and no article.
  static boolean isNamedBy(String id) {
    return id.startsWith(PREFIX);
  }

  /// Its trigger words in a text.
  List<String> heardIn(String text) {
    var folded = Folding.fold(text);
    return triggers.stream()
        .filter(trigger -> folded.contains(Folding.fold(trigger)))
        .distinct()
        .toList();
  }

  /// What of it came closest to a text: the words that were said, or its title.
  String matched(String text) {
    var heard = heardIn(text);
    return heard.isEmpty() ? title : String.join("、", heard);
  }

  /// Everything a shopper may say of it.
  List<String> wordings() {
    var wordings = new ArrayList<String>();
    wordings.add(title);
    wordings.addAll(triggers);
    wordings.addAll(examples);
    return wordings;
  }
}
