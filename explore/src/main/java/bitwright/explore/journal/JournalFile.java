package bitwright.explore.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteException;

/** Opens the file of a journal, and says in one sentence why it cannot be used. */
final class JournalFile {

  /** "bitw" in ASCII, at offset 68 of the file: what {@code file} and this class know it by. */
  private static final int APPLICATION = 0x62697477;

  private static final int VERSION = 1;

  private JournalFile() {}

  static Connection open(Path file) {
    // A URI, since a question mark in a plain path would begin SQLite's parameters.
    String url = "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
    try {
      Connection connection = DriverManager.getConnection(url);
      try {
        prepare(file, connection);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw refusal(file, e);
    }
  }

  private static void prepare(Path file, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      // Held by one process, the log needs no shared memory, which not every file system has.
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("BEGIN EXCLUSIVE");
      int application = number(statement, "PRAGMA application_id");
      int tables = number(statement, "SELECT COUNT(*) FROM sqlite_schema");
      if (application == 0 && tables == 0) {
        create(statement);
      } else if (application != APPLICATION) {
        throw new IllegalArgumentException(
            "%s is a database of another program; name another folder".formatted(file));
      } else if (number(statement, "PRAGMA user_version") != VERSION) {
        throw new IllegalArgumentException(
            "%s was written by another version of Bitwright; name an empty folder".formatted(file));
      }
      statement.execute("COMMIT");
      String check = text(statement, "PRAGMA quick_check(1)");
      if (!check.equals("ok")) {
        throw damaged(file, check, null);
      }
    }
  }

  private static void create(Statement statement) throws SQLException {
    statement.execute(
        "CREATE TABLE finished (kind TEXT NOT NULL, key TEXT NOT NULL, spec TEXT NOT NULL,"
            + " result TEXT NOT NULL, seconds REAL NOT NULL, PRIMARY KEY (kind, key)) STRICT");
    statement.execute("PRAGMA application_id = " + APPLICATION);
    statement.execute("PRAGMA user_version = " + VERSION);
  }

  private static int number(Statement statement, String query) throws SQLException {
    return Integer.parseInt(text(statement, query));
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  static IllegalArgumentException damaged(Path file, String how, Exception e) {
    return new IllegalArgumentException(
        "%s is damaged (%s); name another folder, or delete the file to begin again"
            .formatted(file, how.replaceAll("\\s+", " ")),
        e);
  }

  static IllegalArgumentException refusal(Path file, SQLException e) {
    String code = e instanceof SQLiteException s ? s.getResultCode().name() : "";
    if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
      return new IllegalArgumentException(
          "%s is in use by another process; wait for it, or name another folder".formatted(file),
          e);
    }
    if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
      return damaged(file, reason(e), e);
    }
    return new IllegalArgumentException(
        "%s cannot be used (%s); check the folder's permissions and free space"
            .formatted(file, reason(e)),
        e);
  }

  /** SQLite's own words: what follows the code in {@code [SQLITE_FULL] … (disk is full)}. */
  private static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    int open = message.lastIndexOf('(');
    return open >= 0 && message.endsWith(")")
        ? message.substring(open + 1, message.length() - 1)
        : message;
  }
}
