package bitwright.explore.journal;

import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of finished jobs for machines that share nothing but a file system: {@code
 * HASH/job.json}, {@code result.json}, {@code model.onnx} and {@code seconds.txt}.
 *
 * <p>A job's folder is filled under another name and renamed, so it is whole or not there. Those
 * that a crash left unfinished begin with a dot and mean nothing.
 */
public final class ResultFolder {

  private static final String JOB = "job.json";
  private static final String RESULT = "result.json";
  private static final String MODEL = "model.onnx";
  private static final String SECONDS = "seconds.txt";

  private final Path folder;

  /** The folder at a path, which need not be there yet. */
  public ResultFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether a folder holds a finished job. */
  public static boolean is(Path folder) {
    try {
      return !new ResultFolder(folder).jobs().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Where a job's files are, once it is finished. */
  public Path of(JobSpec job) {
    return folder.resolve(job.hash());
  }

  /**
   * The result of a job, if it is finished.
   *
   * @throws IllegalArgumentException in one sentence, if its files are damaged
   */
  public Optional<JobResult> find(JobSpec job) {
    Path place = of(job);
    return Files.isDirectory(place) ? Optional.of(read(place).result()) : Optional.empty();
  }

  /**
   * Keeps a finished job, unless another process has just done so.
   *
   * @param model the quantized network; empty if there is none
   * @throws IOException if the folder cannot be written
   */
  public void put(JobSpec job, JobResult result, byte[] model, double seconds) throws IOException {
    Files.createDirectories(folder);
    Path temporary = Files.createTempDirectory(folder, "." + job.hash().substring(0, 12) + "-");
    try {
      write(temporary.resolve(JOB), JobJson.text(job) + "\n");
      write(temporary.resolve(RESULT), JobJson.text(result) + "\n");
      write(temporary.resolve(SECONDS), String.format(Locale.ROOT, "%.3f\n", seconds));
      if (model.length > 0) {
        write(temporary.resolve(MODEL), model);
      }
      readableByOthers(temporary);
      Files.move(temporary, of(job), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(of(job))) {
        throw e;
      }
    } finally {
      delete(temporary);
    }
  }

  private static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes to the disk itself, since a rename may overtake what is still in memory. */
  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Temporary folders are private; results are as open as the folder that holds them. */
  private void readableByOthers(Path temporary) throws IOException {
    if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(folder));
    }
  }

  private static void delete(Path temporary) throws IOException {
    if (Files.isDirectory(temporary)) {
      try (Stream<Path> files = Files.list(temporary)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(temporary);
    }
  }

  /**
   * All finished jobs, in the order of their hashes.
   *
   * @throws IllegalArgumentException in one sentence, if files are damaged or cannot be read
   */
  public List<JournalEntry> all() {
    try {
      List<JournalEntry> entries = new ArrayList<>();
      for (Path job : jobs()) {
        entries.add(read(job));
      }
      return entries;
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read".formatted(folder), e);
    }
  }

  private List<Path> jobs() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  private static JournalEntry read(Path place) {
    try {
      JobSpec job = JobJson.read(Files.readString(place.resolve(JOB)), JobSpec.class);
      JobResult result = JobJson.read(Files.readString(place.resolve(RESULT)), JobResult.class);
      String hash = place.getFileName().toString();
      if (!job.hash().equals(hash) || !result.hash().equals(hash)) {
        throw new IllegalArgumentException("it holds another job, or one of another version");
      }
      double seconds = Double.parseDouble(Files.readString(place.resolve(SECONDS)).strip());
      return new JournalEntry(job, result, seconds);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the result %s cannot be used (%s); delete this folder to do its job again"
              .formatted(
                  place,
                  e instanceof IOException
                      ? "a file is missing or cannot be read"
                      : e.getMessage()),
          e);
    }
  }
}
