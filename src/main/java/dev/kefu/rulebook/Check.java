package dev.kefu.rulebook;

import java.util.List;

/// Looks for one kind of thing in a draft.
interface Check {

  /// What was found, in the text's order; empty for a harmless one.
  List<Flag> look(Scene scene);
}
