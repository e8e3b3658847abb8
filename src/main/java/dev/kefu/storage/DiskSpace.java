package dev.kefu.storage;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Watches the disk under the data folder, so that messages are refused with a clear word while the
/// database still has room to finish what it began.
@Component
public class DiskSpace {

  private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);

  /// How long one look counts.
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final LongSupplier usableBytes;
  private final DiskSettings settings;
  private final LongSupplier nanos;

  /// Guarded by `this`.
  private long lookedNanos;

  /// Guarded by `this`.
  private Level level = Level.PLENTY;

  private enum Level {
    PLENTY,
    LOW,
    TIGHT,
    FULL
  }

  @Autowired
  DiskSpace(DataFolder folder, DiskSettings settings) {
    this(() -> usable(folder), settings, System::nanoTime);
  }

  DiskSpace(LongSupplier usableBytes, DiskSettings settings, LongSupplier nanos) {
    this.usableBytes = usableBytes;
    this.settings = settings;
    this.nanos = nanos;
    look(nanos.getAsLong());
  }

  private static long usable(DataFolder folder) {
    try {
      return Files.getFileStore(folder.path()).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asked before something new is stored.
  ///
  /// @throws Refusal `storage_full` while there is too little room
  public void requireRoom() {
    if (level() == Level.FULL) {
      throw new Refusal(ErrorCode.STORAGE_FULL, "服务器磁盘空间不足，消息暂时无法保存，请稍后重试");
    }
  }

  /// Asked before something large is stored: a picture takes as much as a thousand messages.
  ///
  /// @throws Refusal `storage_full` while there is too little room
  public void requireRoomForUploads() {
    if (level().compareTo(Level.TIGHT) >= 0) {
      throw new Refusal(ErrorCode.STORAGE_FULL, "服务器磁盘空间不足，暂时不能发送图片，文字消息不受影响");
    }
  }

  private synchronized Level level() {
    var now = nanos.getAsLong();
    if (now - lookedNanos >= LOOK_EVERY_NANOS) {
      look(now);
    }
    return level;
  }

  private synchronized void look(long now) {
    lookedNanos = now;
    var usable = usableBytes.getAsLong();
    var before = level;
    if (usable < settings.refuse().toBytes()) {
      level = Level.FULL;
    } else if (usable < settings.refuseUploads().toBytes()) {
      level = Level.TIGHT;
    } else {
      level = usable < settings.warn().toBytes() ? Level.LOW : Level.PLENTY;
    }
    if (level != before) {
      tell(usable);
    }
  }

  private void tell(long usable) {
    var line =
        switch (level) {
          case PLENTY -> log.atInfo();
          case LOW, TIGHT -> log.atWarn();
          case FULL -> log.atError();
        };
    line.addKeyValue("usable_mb", usable >> 20).addKeyValue("level", level).log("disk space");
  }
}
