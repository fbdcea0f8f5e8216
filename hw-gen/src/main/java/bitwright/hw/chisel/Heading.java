package bitwright.hw.chisel;

import java.util.List;

/** The comment at the head of a Verilog file. */
final class Heading {
  private static final int COLUMNS = 100;

  private Heading() {}

  /**
   * Paragraphs as {@code //} lines of at most 100 columns (unless one word is longer); the lines of
   * a paragraph start with the spaces that it starts with.
   */
  static String of(List<String> paragraphs) {
    StringBuilder text = new StringBuilder();
    for (String paragraph : paragraphs) {
      String words = paragraph.stripLeading();
      String start = "// " + paragraph.substring(0, paragraph.length() - words.length());
      StringBuilder line = new StringBuilder(start);
      for (String word : words.split(" +")) {
        boolean empty = line.length() == start.length();
        if (!empty && line.length() + 1 + word.length() > COLUMNS) {
          text.append(line).append('\n');
          line = new StringBuilder(start);
          empty = true;
        }
        line.append(empty ? "" : " ").append(word);
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }
}
