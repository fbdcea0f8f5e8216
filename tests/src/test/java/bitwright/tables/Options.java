package bitwright.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * The options that both tables take.
 *
 * @param seeds synthesize this often under other names and take the least
 * @param jobs syntheses at a time
 * @param wanted keep rows whose name contains one of these; all, if there is none
 * @param flags options of the one table, without their dashes
 */
record Options(int seeds, int jobs, List<String> wanted, List<String> flags) {

  Options {
    wanted = List.copyOf(wanted);
    flags = List.copyOf(flags);
    if (seeds < 1 || jobs < 1) {
      throw new IllegalArgumentException("--seeds and --jobs are at least 1");
    }
  }

  /**
   * Reads {@code [--seeds N] [--jobs N] [--FLAG]… [PART OF A NAME]…}.
   *
   * @throws IllegalArgumentException in one sentence that names the option
   */
  static Options parse(String[] arguments, int defaultSeeds, List<String> known) {
    int seeds = defaultSeeds;
    int jobs = Math.max(1, Runtime.getRuntime().availableProcessors());
    List<String> wanted = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String word = arguments[i];
      if (word.equals("--seeds") || word.equals("--jobs")) {
        int number = number(word, i + 1 < arguments.length ? arguments[++i] : "");
        seeds = word.equals("--seeds") ? number : seeds;
        jobs = word.equals("--jobs") ? number : jobs;
      } else if (word.startsWith("--") && known.contains(word.substring(2))) {
        flags.add(word.substring(2));
      } else if (word.startsWith("-")) {
        throw new IllegalArgumentException(
            "option %s is not known; there are --seeds N, --jobs N%s, and parts of names"
                .formatted(word, String.join("", known.stream().map(f -> ", --" + f).toList())));
      } else {
        wanted.add(word);
      }
    }
    return new Options(seeds, jobs, wanted, flags);
  }

  private static int number(String option, String word) {
    if (!word.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException(
          "%s wants a number of at least 1, not '%s'".formatted(option, word));
    }
    return Integer.parseInt(word);
  }

  /** Whether a row is to be kept. */
  boolean wants(String name) {
    return wanted.isEmpty() || wanted.stream().anyMatch(name::contains);
  }

  /** Whether a flag is given. */
  boolean has(String flag) {
    return flags.contains(flag);
  }
}
