package dev.kefu.deploy;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import tools.jackson.databind.json.JsonMapper;

/// The settings the program has: those its own classes ask for, and those of Spring Boot, which its
/// jars describe.
final class KnownSettings {

  private static final String HOUSE = "dev.kefu";
  private static final String DESCRIPTION = "META-INF/spring-configuration-metadata.json";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z0-9.-]+)");

  private final List<Class<?>> records;
  private final Set<String> names = new TreeSet<>();

  KnownSettings() throws IOException, ClassNotFoundException {
    var classes = new ArrayList<Class<?>>();
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter((_, _) -> true);
    for (var found : scanner.findCandidateComponents(HOUSE)) {
      classes.add(
          Class.forName(found.getBeanClassName(), false, KnownSettings.class.getClassLoader()));
    }
    records =
        classes.stream().filter(c -> c.isAnnotationPresent(ConfigurationProperties.class)).toList();
    records.forEach(each -> add(prefix(each), each));
    classes.stream()
        .flatMap(each -> Arrays.stream(each.getDeclaredConstructors()))
        .flatMap(each -> Arrays.stream(each.getParameters()))
        .flatMap(KnownSettings::asked)
        .forEach(names::add);
    addDescribed();
  }

  private static String prefix(Class<?> record) {
    return record.getAnnotation(ConfigurationProperties.class).value();
  }

  private void add(String prefix, Class<?> record) {
    for (var component : record.getRecordComponents()) {
      var name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
      if (component.getType().isRecord() && component.getType().getName().startsWith(HOUSE)) {
        add(name, component.getType());
      } else {
        names.add(name);
      }
    }
  }

  private static Stream<String> asked(Parameter parameter) {
    var value = parameter.getAnnotation(Value.class);
    return value == null
        ? Stream.of()
        : PLACEHOLDER.matcher(value.value()).results().map(found -> found.group(1));
  }

  private void addDescribed() throws IOException {
    for (var url :
        Collections.list(KnownSettings.class.getClassLoader().getResources(DESCRIPTION))) {
      try (var stream = url.openStream()) {
        var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        for (var property : new JsonMapper().readTree(text).path("properties")) {
          names.add(property.path("name").asString());
        }
      }
    }
  }

  /// Whether `name`, written with dots and dashes, is one of them.
  boolean has(String name) {
    return names.contains(name);
  }

  /// The setting a variable of the environment stands for; nothing when there is none.
  Optional<String> byVariable(String variable) {
    return names.stream().filter(name -> variable(name).equals(variable)).findFirst();
  }

  /// As Spring Boot reads it.
  private static String variable(String name) {
    return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /// What every class of settings makes of the values given; throws for what it does not take.
  ///
  /// @return by name, also what was not given
  Map<String, Object> read(Map<String, String> given) {
    var binder = new Binder(new MapConfigurationPropertySource(given));
    return records.stream()
        .flatMap(each -> values(prefix(each), create(binder, each)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
  }

  private static Object create(Binder binder, Class<?> record) {
    return binder.bindOrCreate(prefix(record), Bindable.of(record), BindHandler.DEFAULT);
  }

  private static Stream<Map.Entry<String, Object>> values(String prefix, Object record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .flatMap(component -> {
          var accessor = component.getAccessor();
          accessor.setAccessible(true);
          try {
            var value = accessor.invoke(record);
            var name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            if (value != null && value.getClass().getName().startsWith(HOUSE)) {
              return values(name, value);
            }
            return value == null ? Stream.of() : Stream.of(Map.entry(name, value));
          } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
          }
        });
  }
}
