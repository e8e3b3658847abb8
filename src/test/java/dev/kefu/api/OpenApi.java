package dev.kefu.api;

import static dev.kefu.api.Schemas.object;

import dev.kefu.KefuApplication;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.node.ObjectNode;

/// The description of the REST calls, read off the controllers.
@NullMarked
final class OpenApi {

  private static final String API = "/api/";
  private static final String CLASS = ".class";

  private static final ObjectNode FILE = object().put("type", "string").put("format", "binary");

  private final Schemas schemas = new Schemas();
  private final Map<String, Map<String, ObjectNode>> paths = new TreeMap<>();

  private OpenApi() {}

  static ObjectNode document() {
    var api = new OpenApi();
    controllers().forEach(api::add);
    return api.written();
  }

  /// Also those that are there in some shops only.
  private static List<Class<?>> controllers() {
    try {
      var classes =
          Path.of(
              KefuApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (var files = Files.walk(classes)) {
        return files
            .map(file -> classes.relativize(file).toString())
            .filter(name -> name.endsWith(CLASS))
            .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
            .sorted()
            .<Class<?>>map(OpenApi::loaded)
            .filter(type -> type.isAnnotationPresent(RestController.class))
            .toList();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name, false, OpenApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Class<?> controller) {
    for (var method : controller.getDeclaredMethods()) {
      var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
      if (mapping != null) {
        for (var path : pathsOf(controller, mapping)) {
          if (path.startsWith(API)) {
            for (var verb : mapping.method()) {
              paths
                  .computeIfAbsent(path, _ -> new TreeMap<>())
                  .put(verb.name().toLowerCase(Locale.ROOT), operation(controller, method));
            }
          }
        }
      }
    }
  }

  private static List<String> pathsOf(Class<?> controller, RequestMapping own) {
    var above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
    var before = above == null || above.path().length == 0 ? new String[] {""} : above.path();
    var after = own.path().length == 0 ? new String[] {""} : own.path();
    return Arrays.stream(before).flatMap(b -> Arrays.stream(after).map(a -> b + a)).toList();
  }

  private ObjectNode operation(Class<?> controller, Method method) {
    var room =
        controller.getPackageName().substring(KefuApplication.class.getPackageName().length() + 1);
    var operation = object();
    operation.putArray("tags").add(room);
    operation.put("operationId", controller.getSimpleName() + "." + method.getName());
    var parameters = new ArrayList<ObjectNode>();
    var parts = object();
    for (var parameter : method.getParameters()) {
      var described = parameter(parameter);
      if (described != null) {
        parameters.add(described);
      } else if (isPart(parameter)) {
        parts.set(nameOf(parameter, ""), FILE.deepCopy());
      } else if (parameter.isAnnotationPresent(RequestBody.class)) {
        operation.set("requestBody", body("application/json", parameter.getParameterizedType()));
      }
    }
    if (!parameters.isEmpty()) {
      var list = operation.putArray("parameters");
      parameters.stream()
          .sorted(Comparator.comparing((ObjectNode p) -> p.path("in").asString()).reversed())
          .forEach(list::add);
    }
    if (!parts.isEmpty()) {
      var form = object().put("type", "object");
      form.set("properties", parts);
      operation
          .putObject("requestBody")
          .putObject("content")
          .putObject("multipart/form-data")
          .set("schema", form);
    }
    operation.set("responses", responses(method));
    return operation;
  }

  private static boolean isPart(Parameter parameter) {
    return parameter.getType() == MultipartFile.class
        || parameter.isAnnotationPresent(RequestPart.class);
  }

  private @Nullable ObjectNode parameter(Parameter parameter) {
    if (isPart(parameter)) {
      return null;
    }
    var path = parameter.getAnnotation(PathVariable.class);
    if (path != null) {
      return described(parameter, "path", nameOf(parameter, path.value()), true);
    }
    var query = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestParam.class);
    if (query != null) {
      var required =
          query.required()
              && query.defaultValue().equals(ValueConstants.DEFAULT_NONE)
              && !Schemas.isNullable(parameter.getAnnotatedType());
      var described = described(parameter, "query", nameOf(parameter, query.name()), required);
      if (!query.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
        byDefault((ObjectNode) described.path("schema"), query.defaultValue());
      }
      return described;
    }
    var header = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestHeader.class);
    return header == null
        ? null
        : described(parameter, "header", nameOf(parameter, header.name()), header.required());
  }

  private static void byDefault(ObjectNode schema, String value) {
    switch (schema.path("type").asString("")) {
      case "integer" -> schema.put("default", Long.parseLong(value));
      case "boolean" -> schema.put("default", Boolean.parseBoolean(value));
      default -> schema.put("default", value);
    }
  }

  private ObjectNode described(Parameter parameter, String in, String name, boolean required) {
    var described = object().put("name", name).put("in", in).put("required", required);
    described.set("schema", schemas.of(parameter.getParameterizedType()).deepCopy());
    return described;
  }

  private static String nameOf(Parameter parameter, String given) {
    return given.isEmpty() ? parameter.getName() : given;
  }

  private ObjectNode body(String media, Type type) {
    var body = object().put("required", true);
    body.putObject("content").putObject(media).set("schema", schemas.of(type));
    return body;
  }

  private ObjectNode responses(Method method) {
    var responses = object();
    var answer = object().put("description", "done");
    var type = unwrapped(method.getGenericReturnType());
    if (isFile(type)) {
      answer.putObject("content").putObject("*/*").set("schema", FILE.deepCopy());
    } else if (type != void.class && type != Void.class) {
      answer.putObject("content").putObject("application/json").set("schema", schemas.of(type));
    }
    responses.set(status(method), answer);
    responses.putObject("default").put("$ref", "#/components/responses/problem");
    return responses;
  }

  private static boolean isFile(Type type) {
    return type == byte[].class
        || (type instanceof Class<?> raw
            && (Resource.class.isAssignableFrom(raw)
                || InputStream.class.isAssignableFrom(raw)
                || StreamingResponseBody.class.isAssignableFrom(raw)));
  }

  private static Type unwrapped(Type type) {
    return type instanceof ParameterizedType generic
            && generic.getRawType() instanceof Class<?> raw
            && HttpEntity.class.isAssignableFrom(raw)
        ? generic.getActualTypeArguments()[0]
        : type;
  }

  /// Where a method decides for itself, only that it is a good one is known.
  private static String status(Method method) {
    var given = AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class);
    if (given != null) {
      return String.valueOf(given.code().value());
    }
    return HttpEntity.class.isAssignableFrom(method.getReturnType()) ? "2XX" : "200";
  }

  private ObjectNode written() {
    var document = object().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Kefu")
        .put("version", "1")
        .put(
            "summary",
            "The REST calls of the chat desk; what they mean is told in docs/protocol.md");
    var all = document.putObject("paths");
    paths.forEach((path, verbs) -> {
      var one = all.putObject(path);
      verbs.forEach(one::set);
    });
    var components = document.putObject("components");
    components.set("schemas", schemas.all());
    problem(components.putObject("responses").putObject("problem"));
    var sessions = components.putObject("securitySchemes");
    sessions
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "kefu_session");
    sessions.putObject("csrf").put("type", "apiKey").put("in", "header").put("name", "X-Kefu-CSRF");
    return document;
  }

  private static void problem(ObjectNode problem) {
    problem.put("description", "refused: problem details (RFC 9457) with a stable code");
    var schema =
        problem.putObject("content").putObject("application/problem+json").putObject("schema");
    schema.put("type", "object");
    var fields = schema.putObject("properties");
    for (var text : List.of("title", "detail", "code")) {
      fields.putObject(text).put("type", "string");
    }
    fields.putObject("status").put("type", "integer");
    fields.putObject("retry").put("type", "boolean");
  }
}
