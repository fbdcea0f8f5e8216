package bitwright.explore.journal;

import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The finished jobs of an exploration, one row each, in an SQLite file of its folder.
 *
 * <p>A row is written in one transaction with a write-ahead log: whatever ends the process, and be
 * it {@code kill -9}, loses at most the jobs that were running. One process at a time holds a
 * journal; any number of its threads may use it.
 *
 * <p>All methods throw {@link IllegalArgumentException} with one sentence if the file is held by
 * another process, damaged, of something else, or cannot be written.
 */
public final class Journal implements AutoCloseable {

  /** The file in the folder. */
  public static final String FILE = "journal.sqlite";

  /** A kind of row. */
  private enum Kind {
    JOB,
    FINALIST
  }

  private final Path file;
  private final Connection connection;

  private Journal(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the journal of a folder, or begins it; the folder is made if it is missing.
   *
   * @throws IllegalArgumentException in one sentence
   */
  public static Journal open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the folder %s cannot be made; name one that can".formatted(folder), e);
    }
    return new Journal(file, JournalFile.open(file));
  }

  /** Whether a folder has a journal. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /** The result of a job, if it is finished. */
  public Optional<JobResult> find(String hash) {
    return result(Kind.JOB, hash).map(text -> checked(hash, text));
  }

  /**
   * Keeps a finished job. When this returns, nothing but the loss of the disk loses it.
   *
   * @param seconds how long it took
   * @throws IllegalArgumentException in one sentence, if the journal has another result of this job
   */
  public void put(JobSpec spec, JobResult result, double seconds) {
    putAll(List.of(new JournalEntry(spec, result, seconds)), Map.of());
  }

  /** Keeps finished jobs and finalists, all or none of them; equal ones are kept once. */
  synchronized void putAll(List<JournalEntry> jobs, Map<String, FinalistEntry> finalists) {
    try {
      connection.setAutoCommit(false);
      try {
        for (JournalEntry job : jobs) {
          JobResult result = job.result();
          put(
              Kind.JOB,
              result.hash(),
              JobJson.text(job.spec()),
              JobJson.text(result),
              job.seconds());
        }
        for (Map.Entry<String, FinalistEntry> finalist : finalists.entrySet()) {
          FinalistEntry entry = finalist.getValue();
          put(Kind.FINALIST, finalist.getKey(), "", entry.json(), entry.seconds());
        }
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw JournalFile.refusal(file, e);
    }
  }

  private void put(Kind kind, String key, String spec, String result, double seconds)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR IGNORE INTO finished VALUES (?, ?, ?, ?, ?)")) {
      insert.setString(1, kind.name());
      insert.setString(2, key);
      insert.setString(3, spec);
      insert.setString(4, result);
      insert.setDouble(5, seconds);
      insert.executeUpdate();
    }
    if (!result(kind, key).orElseThrow().equals(result)) {
      throw new IllegalArgumentException(
          ("%s has another result of %s %s; equal jobs have equal results, so one of the two is of"
                  + " another version or a faulty machine: begin again in an empty folder")
              .formatted(file, kind.name().toLowerCase(Locale.ROOT), key));
    }
  }

  /** All finished jobs, in the order of their hashes. */
  public List<JournalEntry> all() {
    List<JournalEntry> entries = new ArrayList<>();
    rows(
        Kind.JOB,
        row -> {
          String hash = row.getString(1);
          entries.add(
              new JournalEntry(
                  read(hash, row.getString(2), JobSpec.class),
                  checked(hash, row.getString(3)),
                  row.getDouble(4)));
        });
    return entries;
  }

  /** What was measured on a finalist, if it was. */
  public Optional<String> findFinalist(String key) {
    return result(Kind.FINALIST, key);
  }

  /**
   * Keeps what was measured on a finalist.
   *
   * @param key names the design and the way it was measured
   * @param json the measurement, without times
   * @param seconds how long it took
   */
  public void putFinalist(String key, String json, double seconds) {
    putAll(List.of(), Map.of(key, new FinalistEntry(json, seconds)));
  }

  /** All finalists by key, in the order of the keys. */
  public Map<String, FinalistEntry> finalists() {
    Map<String, FinalistEntry> entries = new LinkedHashMap<>();
    rows(
        Kind.FINALIST,
        row ->
            entries.put(row.getString(1), new FinalistEntry(row.getString(3), row.getDouble(4))));
    return entries;
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private synchronized void rows(Kind kind, RowReader reader) {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT key, spec, result, seconds FROM finished WHERE kind = ? ORDER BY key")) {
      select.setString(1, kind.name());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } catch (SQLException e) {
      throw JournalFile.refusal(file, e);
    }
  }

  private synchronized Optional<String> result(Kind kind, String key) {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT result FROM finished WHERE kind = ? AND key = ?")) {
      select.setString(1, kind.name());
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw JournalFile.refusal(file, e);
    }
  }

  private JobResult checked(String hash, String text) {
    JobResult result = read(hash, text, JobResult.class);
    if (!result.hash().equals(hash)) {
      throw JournalFile.damaged(file, "row %s holds another job".formatted(hash), null);
    }
    return result;
  }

  private <T extends Record> T read(String hash, String text, Class<T> type) {
    try {
      return JobJson.read(text, type);
    } catch (IllegalArgumentException e) {
      throw JournalFile.damaged(file, "row %s is %s".formatted(hash, e.getMessage()), e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw JournalFile.refusal(file, e);
    }
  }
}
