package bitwright.cost.synthesis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A design as text.
 *
 * @param top its top module
 * @param files path to content; {@code .sv} files are read, others lie beside them by their bare
 *     names
 */
public record Source(String top, SortedMap<String, byte[]> files) {

  /** Keeps an unmodifiable copy. */
  public Source {
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Twelve hexadecimal digits that differ where names or texts do (SHA-256); comments do not count.
   */
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (path, bytes) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String code = text.replaceAll("(?m)\\s*//.*$", "");
            digest.update(code.getBytes(StandardCharsets.ISO_8859_1));
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
