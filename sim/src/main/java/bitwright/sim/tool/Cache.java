package bitwright.sim.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Folders named by the hash of all that determines their content.
 *
 * <p>A folder is filled under another name beside the cache and renamed when it is complete, so
 * that nobody ever sees half of one and two processes may build the same at once. A list of its
 * files' hashes goes with it; a folder that no longer matches its list is built anew.
 */
public final class Cache {

  private static final String LIST = "contents.sha256";

  private Cache() {}

  /**
   * {@code $BITWRIGHT_CACHE/sim}, or {@code $XDG_CACHE_HOME/bitwright/sim}, or {@code
   * ~/.cache/bitwright/sim}.
   */
  public static Path root() {
    String own = System.getProperty("bitwright.cache", System.getenv("BITWRIGHT_CACHE"));
    if (own != null && !own.isEmpty()) {
      return Path.of(own, "sim").toAbsolutePath();
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches = xdg != null && !xdg.isEmpty() ? Path.of(xdg) : Path.of(home(), ".cache");
    return caches.resolve("bitwright").resolve("sim").toAbsolutePath();
  }

  /** {@code $HOME} as the shell sees it; Java's own notion comes from the user database. */
  private static String home() {
    String home = System.getenv("HOME");
    return home != null && !home.isEmpty() ? home : System.getProperty("user.home");
  }

  /** Hashes labelled parts. */
  public static final class Key {

    private final MessageDigest digest;

    /** Nothing yet. */
    public Key() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /** Adds a part. */
    public Key with(String label, byte[] content) {
      digest.update((label + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(content);
      return this;
    }

    /** Adds a text. */
    public Key with(String label, String content) {
      return with(label, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash so far, which ends it. */
    public String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  /**
   * The folder of a key, filled first if it does not exist yet.
   *
   * @param fill is given an empty folder whose path has no spaces
   */
  public static Path folder(String key, Consumer<Path> fill) {
    Path folder = root().resolve(key);
    Path work = null;
    try {
      if (Files.isDirectory(folder)) {
        if (isIntact(folder)) {
          return folder;
        }
        delete(folder);
      }
      Files.createDirectories(root());
      sweep();
      work = workFolder();
      fill.accept(work);
      Files.writeString(work.resolve(LIST), list(work));
      publish(work, folder);
      return folder;
    } catch (IOException problem) {
      throw new SimulationException(
          "the cache %s cannot be written: %s; set BITWRIGHT_CACHE to another folder"
              .formatted(root(), problem.getMessage()),
          problem);
    } finally {
      delete(work);
    }
  }

  private static boolean isIntact(Path folder) throws IOException {
    Path list = folder.resolve(LIST);
    if (!Files.isRegularFile(list)) {
      return false;
    }
    for (String line : Files.readAllLines(list)) {
      String[] entry = line.split("  ", 2);
      Path file = folder.resolve(entry[entry.length - 1]);
      if (!Files.isRegularFile(file) || !line.equals(entry(file))) {
        return false;
      }
    }
    return true;
  }

  private static String entry(Path file) throws IOException {
    String name = file.getFileName().toString();
    return new Key().with(name, Files.readAllBytes(file)).hex() + "  " + name;
  }

  /** One line per file: its hash and its name. */
  private static String list(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        lines.append(entry(file)).append('\n');
      }
    }
    return lines.toString();
  }

  /** Deletes what interrupted builds left behind a day ago or earlier. */
  private static void sweep() throws IOException {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    try (Stream<Path> folders = Files.list(root())) {
      for (Path folder : folders.toList()) {
        if (folder.getFileName().toString().startsWith(".") && isOlder(folder, yesterday)) {
          delete(folder);
        }
      }
    }
  }

  /** A folder that is gone by now was another process's, which has just published it. */
  private static boolean isOlder(Path folder, Instant time) throws IOException {
    try {
      return Files.getLastModifiedTime(folder).toInstant().isBefore(time);
    } catch (NoSuchFileException published) {
      return false;
    }
  }

  /** Make takes no paths with spaces; then the temporary folder has to do. */
  private static Path workFolder() throws IOException {
    return root().toString().matches(".*\\s.*")
        ? Files.createTempDirectory("bitwright")
        : Files.createTempDirectory(root(), ".build");
  }

  private static void publish(Path work, Path folder) throws IOException {
    Path near = work;
    if (!work.startsWith(root())) {
      near = Files.createTempDirectory(root(), ".copy");
      copy(work, near);
    }
    try {
      Files.move(near, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException lost) {
      if (!Files.isDirectory(folder)) {
        throw lost;
      }
      delete(near);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Deletes a folder and all in it, if it is there. */
  public static void delete(Path folder) {
    if (folder == null || !Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
