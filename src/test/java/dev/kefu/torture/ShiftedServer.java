package dev.kefu.torture;

import dev.kefu.KefuApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;

/// The program with another clock: the machine's, and as much as a file says.
///
/// All rooms take the time from the one `Clock`, which is what is exchanged. A library that tells
/// the whole process another time would go further, but the one there is cuts timed waits short,
/// and then a run tries the library.
final class ShiftedServer {

  static final String SETTING = "--clock=";

  private ShiftedServer() {}

  /// @param args the program's own, and `--clock=` the file
  public static void main(String[] args) {
    var application = new SpringApplication(KefuApplication.class);
    var file = file(args);
    application.addInitializers(
        context -> context.getBeanFactory().addBeanPostProcessor(new Exchange(file)));
    application.run(args);
  }

  private static Path file(String[] args) {
    for (var arg : args) {
      if (arg.startsWith(SETTING)) {
        return Path.of(arg.substring(SETTING.length()));
      }
    }
    throw new IllegalArgumentException(SETTING + " is missing");
  }

  private record Exchange(Path file) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof Clock real ? new Shifted(real, file) : bean;
    }
  }

  private static final class Shifted extends Clock {

    private final Clock real;
    private final Path file;

    Shifted(Clock real, Path file) {
      this.real = real;
      this.file = file;
    }

    @Override
    public Instant instant() {
      try {
        return real.instant().plus(Duration.parse(Files.readString(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public ZoneId getZone() {
      return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new Shifted(real.withZone(zone), file);
    }
  }
}
