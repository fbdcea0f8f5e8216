package bitwright.quantize;

import java.util.Locale;

/**
 * A model that is not acceptable.
 *
 * <p>The message is one sentence without a full stop: it names the node, tensor or attribute, the
 * value found, what is allowed and what to do. Names come from the file, so control characters are
 * shown as {@code ?} and the sentence never spans two lines.
 */
public final class ImportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 600;

  /** An exception with the sentence to show. */
  public ImportException(String sentence) {
    this(sentence, null);
  }

  /** An exception with the sentence to show and what was caught. */
  public ImportException(String sentence, Throwable cause) {
    super(oneLine(sentence), cause);
  }

  /** An exception whose sentence is formatted. */
  public static ImportException of(String format, Object... arguments) {
    return new ImportException(String.format(Locale.ROOT, format, arguments));
  }

  private static String oneLine(String sentence) {
    String clean = sentence.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }
}
