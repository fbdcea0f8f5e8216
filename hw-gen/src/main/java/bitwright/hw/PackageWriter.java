package bitwright.hw;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Writes a package of files: first into a temporary folder beside the target, then by renaming. */
final class PackageWriter {

  private static final Set<String> DELIVERED =
      Set.of(
          "README.md",
          "folds.json",
          "ip",
          "lint",
          "pipeline.svg",
          "tb",
          "vivado",
          "waves",
          "yosys");

  private PackageWriter() {}

  static void write(SortedMap<String, byte[]> files, Path folder) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    requireReplaceable(target);
    Path parent = target.getParent();
    if (parent == null) {
      throw new IOException(
          "a package cannot be written to the root folder; choose another output folder");
    }
    Path fresh = null;
    try {
      Files.createDirectories(parent);
      fresh = Files.createTempDirectory(parent, "." + target.getFileName() + "-");
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = fresh.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      openToAll(fresh);
      swap(fresh, target);
    } catch (FileSystemException e) {
      throw new IOException(
          "the package cannot be written to %s: %s; choose a folder that you may write to"
              .formatted(folder, reason(e)),
          e);
    } finally {
      delete(fresh);
    }
  }

  private static String reason(FileSystemException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "access to " + e.getFile() + " is denied";
    }
    if (e instanceof java.nio.file.FileAlreadyExistsException
        || e instanceof java.nio.file.NotDirectoryException) {
      return e.getFile() + " is not a folder";
    }
    return e.getReason() == null ? e.getFile() : e.getReason();
  }

  private static void requireReplaceable(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IOException(
          "%s is a file, not a folder; choose another output folder".formatted(target));
    }
    try (Stream<Path> children = Files.list(target)) {
      List<String> names = children.map(child -> child.getFileName().toString()).toList();
      if (!belong(names)) {
        throw new IOException(
            "%s holds files that are not part of a generated package; choose an empty or new folder"
                .formatted(target));
      }
    }
  }

  /**
   * A delivered package is known by its manifest and its sources; other names alone prove nothing.
   */
  private static boolean belong(List<String> names) {
    boolean delivered = names.contains("manifest.json") && names.contains("rtl");
    return names.stream()
        .allMatch(
            name ->
                name.equals("rtl")
                    || name.equals("manifest.json")
                    || name.endsWith(".f")
                    || delivered && (DELIVERED.contains(name) || name.endsWith(".core")));
  }

  /** Temporary folders are private; a package is as readable as any other folder. */
  private static void openToAll(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void swap(Path fresh, Path target) throws IOException {
    if (!Files.exists(target)) {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = fresh.resolveSibling(fresh.getFileName() + "-old");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  private static void delete(Path folder) throws IOException {
    if (folder == null || !Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
