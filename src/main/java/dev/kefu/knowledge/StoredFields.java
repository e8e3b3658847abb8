package dev.kefu.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// An article's fields as the database and the index keep them. Its own mapper: what is stored must
/// not change with the settings of the wire.
final class StoredFields {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private StoredFields() {}

  static String write(ArticleFields fields) {
    return MAPPER.writeValueAsString(fields);
  }

  static ArticleFields read(String json) {
    return MAPPER.readValue(json, ArticleFields.class);
  }
}
