package dev.kefu.gateway;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.Locale;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Parameters name things as bodies do: `?status=queued`.
@Configuration(proxyBeanMethods = false)
class WireNames implements WebMvcConfigurer {

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverterFactory(new ByWireName());
  }

  @SuppressWarnings("rawtypes")
  private static final class ByWireName implements ConverterFactory<String, Enum> {

    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
      return text -> named(type, text);
    }

    private static <T extends Enum> T named(Class<T> type, String text) {
      for (var value : type.getEnumConstants()) {
        if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
          return value;
        }
      }
      throw new Refusal(ErrorCode.BAD_REQUEST, "不认识的取值 " + text);
    }
  }
}
