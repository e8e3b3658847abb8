package dev.kefu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.StartRefused;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.util.unit.DataSize;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What the disk does to the desk: too little room, broken, or already taken by somebody else.
class DiskTest {

  private static final long MB = 1 << 20;

  private static final DiskSettings LEVELS =
      new DiskSettings(
          DataSize.ofMegabytes(500), DataSize.ofMegabytes(200), DataSize.ofMegabytes(50));

  @TempDir Path folder;

  @Test
  void F_07_whenRoomRunsOutNothingNewIsTakenAndWhenThereIsRoomAgainItIs() {
    var usable = new AtomicLong(600 * MB);
    var nanos = new AtomicLong();
    var disk = new DiskSpace(usable::get, LEVELS, nanos::get);

    usable.set(60 * MB);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThatCode(disk::requireRoom).doesNotThrowAnyException();
    usable.set(49 * MB);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThatThrownBy(disk::requireRoom)
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    usable.set(51 * MB);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

    assertThatCode(disk::requireRoom).doesNotThrowAnyException();
  }

  @Test
  void F_07_picturesAreRefusedWhileThereIsRoomForWords() {
    var usable = new AtomicLong(201 * MB);
    var nanos = new AtomicLong();
    var disk = new DiskSpace(usable::get, LEVELS, nanos::get);

    assertThatCode(disk::requireRoomForUploads).doesNotThrowAnyException();
    usable.set(199 * MB);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

    assertThatThrownBy(disk::requireRoomForUploads)
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    assertThatCode(disk::requireRoom).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_IOERR_FSYNC", "SQLITE_IOERR_DIR_FSYNC"})
  void F_08_aFailedFsyncEndsTheProcess(SQLiteErrorCode code) {
    var ended = new AtomicInteger();

    var translated =
        new SqliteErrors(ended::incrementAndGet).translate("commit", null, failed(code));

    assertThat(ended).hasValue(1);
    assertThat(translated).isInstanceOf(DataAccessResourceFailureException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_IOERR", "SQLITE_IOERR_READ", "SQLITE_IOERR_WRITE", "SQLITE_FULL"})
  void F_08_anyOtherFaultOfTheDiskOnlyFailsWhatRanIntoIt(SQLiteErrorCode code) {
    var ended = new AtomicInteger();

    new SqliteErrors(ended::incrementAndGet).translate("insert", null, failed(code));

    assertThat(ended).hasValue(0);
  }

  private static SQLException failed(SQLiteErrorCode code) {
    return new SQLiteException("failed", code);
  }

  @Test
  void aSecondOneOnTheSameFolderIsRefusedUntilTheFirstHasGone() throws Exception {
    var data = DataFolder.at(folder);
    try (var _ = FolderLock.take(data)) {
      assertThatThrownBy(() -> FolderLock.take(data))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining(folder.toString());
    }

    assertThatCode(() -> FolderLock.take(data).close()).doesNotThrowAnyException();
  }

  @Test
  void aFolderThatIsNoFolderIsRefused() {
    assertThatThrownBy(() -> DataFolder.at(Path.of("/proc/kefu")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("cannot be written");
  }
}
