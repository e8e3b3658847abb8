package dev.kefu.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An article as an imported file tells it.
interface Incoming {

  /// Where it stands: the row of a table counted as the sheet shows it, or the place of a file in
  /// its archive, from 1.
  int row();

  /// Empty when the file leaves the choice to the program.
  String id();

  /// What stands there, for whoever corrects it, in the order of [ArticleSheet#COLUMNS].
  List<String> cells();

  /// The article after the import.
  ///
  /// @param existing what the file's gaps are filled from; null for a new article
  /// @param mistakes receives what cannot be read; the result then means nothing
  ArticleFields over(@Nullable ArticleFields existing, List<Mistake> mistakes);
}
