package bitwright.explore.pool;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of a list of jobs, for machines that work side by side: every {@code
 * count}-th job.
 *
 * @param index from 1 to {@code count}
 * @param count how many parts there are
 */
public record Shard(int index, int count) {

  /** The only part. */
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern SYNTAX = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /** Checks the range. */
  public Shard {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException(
          "shard %d/%d is not allowed; the first number is from 1 to the second, as in 2/3"
              .formatted(index, count));
    }
  }

  /**
   * Reads {@code i/n}.
   *
   * @throws IllegalArgumentException in one sentence
   */
  public static Shard parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "shard '%s' is not allowed; write i/n, as in 2/3 for the second of three"
              .formatted(text));
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** The jobs of this part: those at the positions index − 1, index − 1 + count, and so on. */
  public <T> List<T> of(List<T> jobs) {
    return IntStream.range(0, jobs.size())
        .filter(i -> i % count == index - 1)
        .mapToObj(jobs::get)
        .toList();
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
