package dev.kefu.knowledge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What an import did, or would do.
///
/// @param added written `new` on the wire
/// @param same articles that stand in the file as they are
record ImportResult(@JsonProperty("new") int added, int changed, int same, List<RowError> errors) {

  /// Of a file with thousands of mistakes the first are told.
  static final int MOST_ERRORS = 500;

  /// @param row see [Incoming#row]
  record RowError(int row, String field, String message) {}
}
