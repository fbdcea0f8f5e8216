package bitwright.explore.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Journals and folders of results joined to one journal.
 *
 * @param jobs finished jobs in the journal
 * @param finalists finalists in the journal
 * @param repeated results that were in more than one place, and equal
 */
public record Merge(int jobs, int finalists, int repeated) {

  private record Found<T>(T value, Path where) {}

  /**
   * Joins to the journal of a folder what other folders hold, all of it or, on error, nothing.
   *
   * @param parts folders with a journal, or with results of single jobs
   * @throws IllegalArgumentException in one sentence, if a part is not acceptable or contradicts
   *     another one
   */
  public static Merge into(Path folder, List<Path> parts) {
    Map<String, Found<JournalEntry>> jobs = new LinkedHashMap<>();
    Map<String, Found<FinalistEntry>> finalists = new LinkedHashMap<>();
    int repeated = 0;
    for (Path part : parts) {
      requireOther(folder, part);
      boolean known = false;
      if (ResultFolder.is(part)) {
        repeated += add(new ResultFolder(part).all(), part, jobs);
        known = true;
      }
      if (Journal.isIn(part)) {
        try (Journal journal = Journal.open(part)) {
          repeated += add(journal.all(), part, jobs);
          repeated += add(journal.finalists(), part, finalists);
        }
        known = true;
      }
      if (!known) {
        throw new IllegalArgumentException(
            "%s holds neither %s nor results of jobs; name the folder of a shard, or that which"
                    .formatted(part, Journal.FILE)
                + " run-job wrote to");
      }
    }
    try (Journal journal = Journal.open(folder)) {
      Map<String, FinalistEntry> measured = new LinkedHashMap<>();
      finalists.forEach((key, found) -> measured.put(key, found.value()));
      journal.putAll(jobs.values().stream().map(Found::value).toList(), measured);
      return new Merge(journal.all().size(), journal.finalists().size(), repeated);
    }
  }

  private static void requireOther(Path folder, Path part) {
    try {
      if (Files.exists(folder) && Files.exists(part) && Files.isSameFile(folder, part)) {
        throw new IllegalArgumentException(
            "%s is where the others are joined to and stays as it is; leave it out of them"
                .formatted(part));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read".formatted(part), e);
    }
  }

  private static int add(
      List<JournalEntry> entries, Path where, Map<String, Found<JournalEntry>> jobs) {
    int repeated = 0;
    for (JournalEntry entry : entries) {
      String hash = entry.result().hash();
      Found<JournalEntry> other = jobs.putIfAbsent(hash, new Found<>(entry, where));
      if (other != null) {
        requireEqual("job", hash, other.value().result(), entry.result(), other.where(), where);
        repeated++;
      }
    }
    return repeated;
  }

  private static int add(
      Map<String, FinalistEntry> entries, Path where, Map<String, Found<FinalistEntry>> finalists) {
    int repeated = 0;
    for (Map.Entry<String, FinalistEntry> entry : entries.entrySet()) {
      String key = entry.getKey();
      Found<FinalistEntry> other = finalists.putIfAbsent(key, new Found<>(entry.getValue(), where));
      if (other != null) {
        requireEqual(
            "finalist", key, other.value().json(), entry.getValue().json(), other.where(), where);
        repeated++;
      }
    }
    return repeated;
  }

  private static void requireEqual(
      String kind, String key, Object a, Object b, Path where, Path elsewhere) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException(
          ("%s and %s have different results of %s %s; equal jobs have equal results, so one of the"
                  + " two is of another version or a faulty machine: do its part again")
              .formatted(where, elsewhere, kind, key));
    }
  }
}
