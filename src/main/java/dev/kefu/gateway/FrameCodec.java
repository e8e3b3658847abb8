package dev.kefu.gateway;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes frames. What it reads is bounded in depth, in numbers and in size, has no field
/// twice, no number that stands for another and no half of a character nor NUL.
@Component
class FrameCodec {

  private static final int MAX_DEPTH = 16;
  private static final int MAX_NUMBER = 32;
  private static final int MAX_NAME = 200;
  private static final int MAX_STRING = 64 * 1024;
  private static final int MAX_FIELDS = 200;

  private final JsonMapper reader;
  private final ObjectWriter writer;

  FrameCodec(JsonMapper json) {
    this.writer = json.writerFor(ServerFrame.class);
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(MAX_STRING)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    this.reader =
        JsonMapper.builder(factory)
            .propertyNamingStrategy(json.serializationConfig().getPropertyNamingStrategy())
            .addModules(json.registeredModules().toArray(JacksonModule[]::new))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();
  }

  /// @throws Refusal `unsupported` for a type nobody knows, `bad_request` for everything else that
  ///   is not a frame
  ClientFrame read(String text) {
    try {
      requireFewFields(text);
      var frame = reader.readValue(text, ClientFrame.class);
      if (frame == null || hasNoCharacter(text)) {
        throw notAFrame();
      }
      return frame;
    } catch (InvalidTypeIdException e) {
      var wholeFrame = e.getBaseType().hasRawClass(ClientFrame.class);
      throw wholeFrame && e.getTypeId() != null
          ? new Refusal(ErrorCode.UNSUPPORTED, "未知的帧类型")
          : notAFrame();
    } catch (JacksonException e) {
      throw notAFrame();
    }
  }

  /// At most so many fields in one object. Looked at closely only where there can be more: each
  /// field has a colon.
  private void requireFewFields(String text) {
    var colons = 0;
    for (var at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
      colons++;
    }
    if (colons <= MAX_FIELDS) {
      return;
    }
    var fields = new ArrayDeque<int[]>();
    try (var parser = reader.createParser(text)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case START_OBJECT -> fields.push(new int[1]);
          case END_OBJECT -> fields.pop();
          case PROPERTY_NAME -> {
            if (++fields.element()[0] > MAX_FIELDS) {
              throw new Refusal(ErrorCode.BAD_REQUEST, "一个对象最多 " + MAX_FIELDS + " 个字段");
            }
          }
          default -> {}
        }
      }
    }
  }

  /// What no database keeps as it is. UTF-8 has no lone surrogates and JSON no bare NUL, so they
  /// can only come as escapes; stored, the ones would turn into question marks, and two different
  /// ids into one, and PostgreSQL refuses the other.
  private boolean hasNoCharacter(String text) {
    if (!text.contains("\\ud") && !text.contains("\\uD") && !text.contains("\\u0000")) {
      return false;
    }
    try (var parser = reader.createParser(text)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        var words = token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME;
        if (words && !wellFormed(parser.getString())) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean wellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private static Refusal notAFrame() {
    return new Refusal(ErrorCode.BAD_REQUEST, "不是有效的帧");
  }

  /// The id of something that could not be read as a frame, whatever else is wrong with it, so that
  /// its sender knows which one failed.
  @Nullable String idOf(String text) {
    try (var parser = reader.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      // What comes before it is passed over and not read: it may be what is too long.
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var isId = parser.currentName().equals("id");
        var isText = parser.nextToken() == JsonToken.VALUE_STRING;
        if (isId) {
          return isText && wellFormed(parser.getString()) ? parser.getString() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /// @return the frame's text in UTF-8, as it goes over the wire
  byte[] write(ServerFrame frame) {
    return writer.writeValueAsBytes(frame);
  }
}
