package bitwright.explore.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears whole or not at all: written beside its target and renamed.
 *
 * <p>Opening one before long work finds an unwritable target before the work is done.
 */
final class OutputFile implements AutoCloseable {

  /** Writes the content. */
  interface Content {
    /** Writes all of it. */
    void write(OutputStream out) throws IOException;
  }

  private final String option;
  private final Path target;
  private final Path temporary;

  private OutputFile(String option, Path target, Path temporary) {
    this.option = option;
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Prepares a target.
   *
   * @param option the option that names it, for messages
   * @throws CliException with {@link ExitCode#USAGE} if it cannot be written
   */
  static OutputFile open(String option, Path target) {
    Path absolute = linked(option, target.toAbsolutePath());
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw CliException.usage("%s %s is a folder; name a file", option, target);
    }
    if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
      throw CliException.usage(
          "%s %s is a device or a pipe; name a regular file, which is replaced as a whole",
          option, target);
    }
    if (Files.exists(absolute) && isProtected(absolute)) {
      throw CliException.usage("%s %s is read-only; make it writable or remove it", option, target);
    }
    if (!Files.isDirectory(folder)) {
      throw CliException.usage(
          "%s %s cannot be written: %s is not a folder; create it first", option, target, folder);
    }
    Path temporary =
        folder.resolve("." + absolute.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.deleteIfExists(temporary);
      Interrupts.guard(temporary);
      Files.createFile(temporary);
    } catch (IOException e) {
      throw unwritable(option, target, e);
    }
    return new OutputFile(option, absolute, temporary);
  }

  /** The file that a symbolic link leads to, so that the link stays. */
  private static Path linked(String option, Path path) {
    try {
      return Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      throw unwritable(option, path, e);
    }
  }

  /** Whether nobody may write, not even the superuser by the file's own bits. */
  private static boolean isProtected(Path path) {
    if (!Files.isWritable(path)) {
      return true;
    }
    try {
      return Files.getPosixFilePermissions(path).stream()
          .noneMatch(p -> p.name().endsWith("_WRITE"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  static CliException unwritable(String option, Path target, IOException e) {
    return CliException.usage(
        "%s %s cannot be written: %s; check the folder's permissions and free space",
        option, target, reason(e));
  }

  /** Why a file operation failed, in a word or two. */
  static String reason(IOException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof java.nio.charset.CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    if (e instanceof java.nio.file.FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return String.valueOf(e.getMessage());
  }

  /** Writes the content and puts the file in place. */
  void write(Content content) {
    try {
      try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(temporary))) {
        content.write(out);
      }
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(option, target, e);
    }
  }

  /** Writes text in UTF-8. */
  void write(String text) {
    write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    Interrupts.discard(temporary);
  }
}
