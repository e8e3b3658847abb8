package dev.kefu.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schemas of the types that go over the wire, read off their records.
@NullMarked
final class Schemas {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, Type> NOT_GENERIC = Map.of();
  private static final String PLACE = "#/components/schemas/";

  private final Map<String, JsonNode> named = new TreeMap<>();

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /// Those that were used, by name.
  ObjectNode all() {
    var all = object();
    named.forEach(all::set);
    return all;
  }

  JsonNode of(Type type) {
    return of(type, NOT_GENERIC);
  }

  private JsonNode of(Type type, Map<String, Type> bound) {
    return switch (type) {
      case TypeVariable<?> variable -> of(Objects.requireNonNull(bound.get(variable.getName())));
      case WildcardType _ -> object();
      case ParameterizedType generic -> generic(generic, bound);
      case Class<?> known -> plain(known);
      default -> object();
    };
  }

  private JsonNode generic(ParameterizedType type, Map<String, Type> bound) {
    var raw = (Class<?>) type.getRawType();
    var arguments = type.getActualTypeArguments();
    if (Collection.class.isAssignableFrom(raw)) {
      return list(of(arguments[0], bound));
    }
    if (Optional.class == raw) {
      return of(arguments[0], bound);
    }
    if (Map.class.isAssignableFrom(raw)) {
      return object().put("type", "object").set("additionalProperties", of(arguments[1], bound));
    }
    return raw.isRecord() ? fields(raw, bound(raw, arguments), null) : object();
  }

  /// What the type variables of a record stand for where it is used.
  private static Map<String, Type> bound(Class<?> raw, Type[] arguments) {
    var bound = new HashMap<String, Type>();
    for (var i = 0; i < arguments.length; i++) {
      bound.put(raw.getTypeParameters()[i].getName(), arguments[i]);
    }
    return bound;
  }

  private static JsonNode list(JsonNode items) {
    return object().put("type", "array").set("items", items);
  }

  private JsonNode plain(Class<?> type) {
    if (type.isArray()) {
      return list(of(type.getComponentType()));
    }
    if (type.isEnum()) {
      return words(type);
    }
    var simple = simple(type);
    if (simple != null) {
      return simple;
    }
    if (type.isRecord() || type.isSealed()) {
      return reference(type);
    }
    return object();
  }

  private static @Nullable JsonNode simple(Class<?> type) {
    if (CharSequence.class.isAssignableFrom(type)) {
      return object().put("type", "string");
    }
    if (type == int.class || type == Integer.class) {
      return object().put("type", "integer").put("format", "int32");
    }
    if (type == long.class || type == Long.class) {
      return object().put("type", "integer").put("format", "int64");
    }
    if (type == double.class || type == Double.class) {
      return object().put("type", "number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return object().put("type", "boolean");
    }
    if (type == Instant.class || type == OffsetDateTime.class) {
      return object().put("type", "string").put("format", "date-time");
    }
    if (type == LocalDate.class) {
      return object().put("type", "string").put("format", "date");
    }
    if (type == LocalTime.class) {
      return object().put("type", "string").put("format", "time");
    }
    return null;
  }

  private static JsonNode words(Class<?> type) {
    var words = object().put("type", "string");
    var all = words.putArray("enum");
    for (var value : Objects.requireNonNull(type.getEnumConstants())) {
      all.add(((Enum<?>) value).name().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  private JsonNode reference(Class<?> type) {
    var value = value(type);
    if (value != null) {
      return of(value.getGenericType());
    }
    var name = name(type);
    if (!named.containsKey(name)) {
      // Before its fields, which may hold it.
      named.put(name, object());
      named.put(name, type.isSealed() ? oneOf(type) : fields(type, NOT_GENERIC, null));
    }
    return object().put("$ref", PLACE + name);
  }

  /// A record that stands for one value only, such as an id.
  private static @Nullable RecordComponent value(Class<?> type) {
    if (!type.isRecord()) {
      return null;
    }
    return Arrays.stream(type.getRecordComponents())
        .filter(part -> has(part, JsonValue.class))
        .findFirst()
        .orElse(null);
  }

  /// Its room and its name, with those it stands in.
  private static String name(Class<?> type) {
    var inRoom = type.getPackageName().substring("dev.kefu.".length());
    var name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    return inRoom + "." + name;
  }

  private JsonNode oneOf(Class<?> type) {
    var any = object();
    var kinds = any.putArray("oneOf");
    var field = type.getAnnotation(JsonTypeInfo.class);
    for (var kind : type.getPermittedSubclasses()) {
      kinds.add(field == null ? of(kind) : tagged(kind, field.property()));
    }
    return any;
  }

  /// One of several, told by a field.
  JsonNode tagged(Class<?> kind, String field) {
    var name = name(kind);
    if (!named.containsKey(name)) {
      named.put(name, object());
      named.put(name, fields(kind, NOT_GENERIC, field));
    }
    return object().put("$ref", PLACE + name);
  }

  private JsonNode fields(Class<?> type, Map<String, Type> bound, @Nullable String tag) {
    var schema = object().put("type", "object");
    var required = JSON.createArrayNode();
    var properties = object();
    if (tag != null) {
      var word = Objects.requireNonNull(type.getAnnotation(JsonTypeName.class)).value();
      properties.set(tag, object().put("const", word));
      required.add(tag);
    }
    for (var part : type.getRecordComponents()) {
      if (has(part, JsonUnwrapped.class)) {
        var inner = fields((Class<?>) part.getType(), NOT_GENERIC, null);
        inner
            .path("properties")
            .properties()
            .forEach(p -> properties.set(p.getKey(), p.getValue()));
      } else if (!has(part, JsonAnyGetter.class)) {
        properties.set(nameOf(part), part(part, bound));
        if (!isNullable(part)) {
          required.add(nameOf(part));
        }
      }
    }
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private JsonNode part(RecordComponent part, Map<String, Type> bound) {
    if (has(part, JsonRawValue.class)) {
      return object();
    }
    var schema = of(part.getGenericType(), bound);
    return isNullable(part) ? orNull(schema) : schema;
  }

  private static JsonNode orNull(JsonNode schema) {
    if (schema.isEmpty()) {
      return schema;
    }
    var either = object();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  private static String nameOf(RecordComponent part) {
    for (var place : places(part)) {
      var given = place.getAnnotation(JsonProperty.class);
      if (given != null && !given.value().isEmpty()) {
        return given.value();
      }
    }
    return snake(part.getName());
  }

  static String snake(String name) {
    return PropertyNamingStrategies.SNAKE_CASE.nameForField(null, null, name);
  }

  private static boolean has(
      RecordComponent part, Class<? extends java.lang.annotation.Annotation> what) {
    return Arrays.stream(places(part)).anyMatch(place -> place.isAnnotationPresent(what));
  }

  /// Where an annotation of a component may have been put.
  private static AnnotatedElement[] places(RecordComponent part) {
    try {
      var field = part.getDeclaringRecord().getDeclaredField(part.getName());
      return new AnnotatedElement[] {part, part.getAccessor(), field};
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isNullable(RecordComponent part) {
    return isNullable(part.getAnnotatedType()) || part.getType() == Optional.class;
  }

  static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class)
        || (type instanceof AnnotatedParameterizedType generic
            && generic.isAnnotationPresent(Nullable.class));
  }
}
