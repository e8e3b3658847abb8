package dev.kefu.knowledge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What an import did, or would do.
///
/// @param added written `new` on the wire
/// @param same articles that stand in the file as they are
/// @param errors the first [#MOST_ERRORS]
/// @param rows what becomes of each row, of the first [#MOST_ROWS]
record ImportResult(
    @JsonProperty("new") int added,
    int changed,
    int same,
    List<RowError> errors,
    List<RowResult> rows) {

  /// Of a file with thousands of mistakes the first are told.
  static final int MOST_ERRORS = 500;

  static final int MOST_ROWS = 1_000;

  /// @param row see [Incoming#row]
  record RowError(int row, String field, String message) {}

  /// @param id of the article; made up for one that is new and names none
  record RowResult(int row, String id, String question, Outcome outcome) {}

  enum Outcome {
    NEW,
    CHANGED,
    SAME,
    ERROR
  }
}
