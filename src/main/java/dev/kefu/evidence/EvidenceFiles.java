package dev.kefu.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Evidence files, checked by whoever has one.
public final class EvidenceFiles {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private EvidenceFiles() {}

  /// What does not fit; empty when the file is whole and unchanged.
  ///
  /// @throws IOException when it cannot be read
  public static List<String> check(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), EvidenceFile.class).differences();
    } catch (JacksonException e) {
      return List.of("it is no evidence file: " + e.getOriginalMessage());
    }
  }
}
