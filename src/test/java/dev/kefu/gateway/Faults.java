package dev.kefu.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// Hears of every error that is logged: what no frame may bring about.
final class Faults implements AutoCloseable {

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            var cause = event.getThrowableProxy();
            heard.add(
                event.getFormattedMessage()
                    + (cause == null
                        ? ""
                        : ": " + cause.getClassName() + " " + cause.getMessage()));
          }
        }
      };

  Faults() {
    ear.start();
    root.addAppender(ear);
  }

  List<String> heard() {
    return heard;
  }

  @Override
  public void close() {
    root.detachAppender(ear);
  }
}
