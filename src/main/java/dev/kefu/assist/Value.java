package dev.kefu.assist;

import dev.kefu.commerce.Fact;
import org.jspecify.annotations.Nullable;

/// What stands for a variable.
sealed interface Value {

  /// Said with certainty.
  ///
  /// @param fact where it comes from and what to re-read; null for what does not change while one
  ///   chats, such as a title
  record Known(String text, @Nullable Fact fact) implements Value {}

  /// It is certain that there is nothing, such as no promotion: the fallback is the right thing to
  /// say.
  record Nothing(@Nullable Fact fact) implements Value {}

  /// Nobody knows yet what is asked about.
  record Unasked(Need need) implements Value {}

  /// The shop could not be asked or does not know.
  ///
  /// @param fact the reading that failed; null when it failed before a fact could be named
  record Failed(@Nullable Fact fact) implements Value {}

  /// What has to be known first. The wire name is the lower-case name.
  enum Need {
    PRODUCT,
    ORDER,
    SHOPPER,
    PLACE
  }
}
