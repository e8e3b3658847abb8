package dev.kefu.content;

import dev.kefu.base.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The folder a new shop starts from. Never written.
///
/// @param path absolute
public record ContentFolder(Path path) {

  /// @throws StartRefused when there is no such folder
  public static ContentFolder at(Path path) {
    var absolute = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute) || !Files.isReadable(absolute)) {
      throw new StartRefused(
          "The knowledge folder " + absolute + " does not exist or cannot be read.",
          "Name an existing folder with --kefu.knowledge-base=PATH; an empty one is an empty"
              + " shop.");
    }
    return new ContentFolder(absolute);
  }

  /// A file by its place in the folder, such as `demo-shop/orders.csv`; nothing when it is not
  /// there.
  public Optional<ContentFile> file(String relative) {
    var file = path.resolve(relative);
    return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /// The files under a sub-folder, at any depth, in the order of their names; none when the
  /// sub-folder is not there. Hidden files are left out.
  ///
  /// @param suffix such as `.md`
  public List<ContentFile> files(String under, String suffix) {
    var root = path.resolve(under);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var tree = Files.walk(root)) {
      return tree.filter(f -> isWanted(f, suffix)).sorted().map(this::read).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ContentError(nameOf(root), 1, "cannot be read (" + e + ")", e);
    }
  }

  private static boolean isWanted(Path file, String suffix) {
    var name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file) && name.endsWith(suffix) && !name.startsWith(".");
  }

  private ContentFile read(Path file) {
    return ContentFile.read(nameOf(file), file);
  }

  private String nameOf(Path file) {
    var relative = path.relativize(file).toString().replace('\\', '/');
    var own = path.getFileName();
    return own == null ? relative : own + "/" + relative;
  }
}
