package bitwright.explore.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve(Journal.FILE);
  }

  @Test
  void whatIsPutIsFoundAgain() {
    JobSpec job = Jobs.job(1);
    try (Journal journal = Journal.open(folder)) {
      assertEquals(Optional.empty(), journal.find(job.hash()));
      journal.put(job, Jobs.result(job), 1.5);
      journal.put(job, Jobs.result(job), 2.5);
      journal.putFinalist("a × b?", "{\"lut\": 7}", 3);
    }
    try (Journal journal = Journal.open(folder)) {
      assertEquals(Optional.of(Jobs.result(job)), journal.find(job.hash()));
      assertEquals(List.of(new JournalEntry(job, Jobs.result(job), 1.5)), journal.all());
      assertEquals(Optional.of("{\"lut\": 7}"), journal.findFinalist("a × b?"));
      assertEquals(Optional.empty(), journal.findFinalist(job.hash()));
      assertEquals(List.of("a × b?"), List.copyOf(journal.finalists().keySet()));
    }
  }

  @Test
  void rowsComeInTheOrderOfTheirHashes() {
    try (Journal journal = Journal.open(folder)) {
      Jobs.jobs(50).forEach(job -> journal.put(job, Jobs.result(job), 0));
      List<String> hashes = journal.all().stream().map(e -> e.result().hash()).toList();
      assertEquals(50, hashes.size());
      assertEquals(hashes.stream().sorted(Comparator.naturalOrder()).toList(), hashes);
    }
  }

  @Test
  void anyNumberOfThreadsPut() {
    try (Journal journal = Journal.open(folder)) {
      IntStream.range(0, 200)
          .parallel()
          .mapToObj(Jobs::job)
          .forEach(job -> journal.put(job, Jobs.result(job), 0));
      assertEquals(200, journal.all().size());
    }
  }

  @Test
  void aResultThatContradictsIsRefusedAndNothingOfItsBatchIsKept() {
    JobSpec job = Jobs.job(1);
    JobSpec other = Jobs.job(2);
    try (Journal journal = Journal.open(folder)) {
      journal.put(job, Jobs.result(job), 1);
      JobResult wrong = JobResult.failed(job.hash(), "no such format");
      List<JournalEntry> batch =
          List.of(new JournalEntry(other, Jobs.result(other), 1), new JournalEntry(job, wrong, 1));
      assertRefused("another result of job " + job.hash(), j -> j.putAll(batch, Map.of()), journal);
      assertEquals(1, journal.all().size());
      journal.putFinalist("k", "1", 0);
      assertRefused("another result of finalist k", j -> j.putFinalist("k", "2", 0), journal);
    }
  }

  @Test
  void aSecondHolderIsRefused() throws IOException, InterruptedException {
    try (Journal first = Journal.open(folder)) {
      assertRefused("in use by another process");
      Process other = Holder.start(folder);
      assertEquals("refused", other.inputReader().readLine());
      assertEquals(0, other.waitFor());
      first.put(Jobs.job(1), Jobs.result(Jobs.job(1)), 0);
    }
    Process other = Holder.start(folder);
    assertEquals("open", other.inputReader().readLine());
    assertRefused("in use by another process");
    other.destroyForcibly().waitFor();
    try (Journal again = Journal.open(folder)) {
      assertEquals(1, again.all().size());
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException, SQLException {
    Files.writeString(file(), "no database, but long enough to be taken for one ".repeat(100));
    assertRefused("is damaged (file is not a database)");
    Files.delete(file());
    sql("CREATE TABLE songs (title TEXT)");
    assertRefused("a database of another program");
    sql("PRAGMA application_id = 7");
    assertRefused("a database of another program");
    Files.delete(file());
    Journal.open(folder).close();
    sql("PRAGMA user_version = 99");
    assertRefused("another version of Bitwright");
    Files.delete(file());
    Files.createDirectory(file());
    assertRefused("cannot be used");
    Path place = folder.resolve("taken");
    Files.writeString(place, "");
    assertThrows(IllegalArgumentException.class, () -> Journal.open(place));
  }

  @Test
  void damageIsSeen() throws IOException, SQLException {
    try (Journal journal = Journal.open(folder)) {
      Jobs.jobs(200).forEach(job -> journal.put(job, Jobs.result(job), 0));
    }
    byte[] whole = Files.readAllBytes(file());
    byte[] holed = whole.clone();
    Arrays.fill(holed, whole.length / 2, whole.length / 2 + 8192, (byte) 0x5a);
    Files.write(file(), holed);
    assertRefused("is damaged");
    Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
    assertRefused("is damaged");
    Files.write(file(), whole);
    sql("UPDATE finished SET result = '{' WHERE key = '" + Jobs.job(3).hash() + "'");
    assertDamagedRow("is no result");
    String swap = "UPDATE finished SET result = (SELECT result FROM finished WHERE key = '%s')";
    sql(swap.formatted(Jobs.job(4).hash()) + " WHERE key = '" + Jobs.job(3).hash() + "'");
    assertDamagedRow("holds another job");
  }

  @Test
  void aFolderMayHaveAnyName() {
    Path odd = folder.resolve("50 % of what? ünd #2;x=1");
    JobSpec job = Jobs.job(1);
    try (Journal journal = Journal.open(odd)) {
      journal.put(job, Jobs.result(job), 0);
    }
    assertTrue(Journal.isIn(odd));
    assertFalse(Journal.isIn(folder));
  }

  private void assertDamagedRow(String why) {
    try (Journal journal = Journal.open(folder)) {
      assertRefused(why, j -> j.find(Jobs.job(3).hash()), journal);
      assertRefused(why, Journal::all, journal);
      assertEquals(Jobs.result(Jobs.job(5)), journal.find(Jobs.job(5).hash()).orElseThrow());
    }
  }

  private void assertRefused(String why) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Journal.open(folder));
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertTrue(e.getMessage().contains(file().toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  private static void assertRefused(String why, Consumer<Journal> action, Journal journal) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> action.accept(journal));
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement s = connection.createStatement()) {
      s.execute(statement);
    }
  }
}
