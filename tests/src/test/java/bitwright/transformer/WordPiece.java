package bitwright.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Cuts lower-case English into the tokens of a vocabulary: words and punctuation marks, each as the
 * longest known pieces from the left.
 */
final class WordPiece {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}\\s]");

  private final Map<String, Integer> vocabulary = new HashMap<>();

  /** A tokenizer of a {@code tokenizer.json} file. */
  WordPiece(byte[] file) throws IOException {
    JsonNode pieces = new ObjectMapper().readTree(file).path("model").path("vocab");
    pieces.properties().forEach(p -> vocabulary.put(p.getKey(), p.getValue().asInt()));
  }

  /** The tokens of a text between the marks that begin and end one. */
  long[] tokens(String text) {
    List<Integer> tokens = new ArrayList<>(List.of(id("[CLS]")));
    WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .forEach(word -> add(word, tokens));
    tokens.add(id("[SEP]"));
    return tokens.stream().mapToLong(Integer::longValue).toArray();
  }

  private void add(String word, List<Integer> tokens) {
    for (int from = 0; from < word.length(); ) {
      String prefix = from == 0 ? "" : "##";
      int to = word.length();
      while (to > from && !vocabulary.containsKey(prefix + word.substring(from, to))) {
        to--;
      }
      if (to == from) {
        throw new IllegalArgumentException("no token begins '" + word.substring(from) + "'");
      }
      tokens.add(id(prefix + word.substring(from, to)));
      from = to;
    }
  }

  private int id(String piece) {
    return vocabulary.get(piece);
  }
}
