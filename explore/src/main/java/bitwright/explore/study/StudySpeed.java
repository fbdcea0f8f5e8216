package bitwright.explore.study;

import bitwright.explore.journal.Journal;
import bitwright.explore.journal.JournalEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How fast jobs were, over all runs that filled a journal. */
final class StudySpeed {

  private static final double MINUTE = 60;

  private StudySpeed() {}

  static Map<String, String> of(Journal journal, int threads) {
    List<JournalEntry> entries = journal.all();
    double seconds = entries.stream().mapToDouble(JournalEntry::seconds).sum();
    long images = entries.stream().mapToLong(e -> e.result().images()).sum();
    double finalists = journal.finalists().values().stream().mapToDouble(f -> f.seconds()).sum();
    Map<String, String> speed = new LinkedHashMap<>();
    speed.put("jobs", text("%,d", entries.size()));
    speed.put("jobs at a time", text("%d", threads));
    speed.put("processors", text("%d", Runtime.getRuntime().availableProcessors()));
    if (seconds > 0) {
      speed.put(
          "points per minute",
          text("%.0f (quantization included)", MINUTE * threads * entries.size() / seconds));
      speed.put("images per second", text("%,.0f (the same)", threads * images / seconds));
      speed.put("time of the jobs", text("%.1f min", seconds / threads / MINUTE));
      speed.put("time of the finalists", text("%.1f min", finalists / threads / MINUTE));
    }
    return speed;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
