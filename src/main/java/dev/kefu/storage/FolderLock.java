package dev.kefu.storage;

import dev.kefu.base.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second process out of a data folder: two of them would each number the same log.
///
/// The operating system lets go of the lock when the process ends, however it ends.
final class FolderLock implements AutoCloseable {

  private static final String FILE = "kefu.lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws StartRefused when somebody else has the folder
  static FolderLock take(DataFolder folder) {
    try {
      var channel =
          FileChannel.open(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StartRefused(
            "Another process has the data folder " + folder.path() + ".",
            "Stop that one first, or name another folder with --kefu.data-dir=PATH.");
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new StartRefused(
          "The data folder " + folder.path() + " cannot be locked: " + e,
          "It has to lie on a local disk; name another one with --kefu.data-dir=PATH.");
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
