package bitwright.quantize;

import bitwright.arith.network.Network;
import java.util.List;

/**
 * An imported network and what its user ought to know about the import.
 *
 * @param network the network
 * @param notices sentences about every choice that the file itself did not make, for example the
 *     format of an unquantized input; to be shown, never dropped in silence
 */
public record ImportResult(Network network, List<String> notices) {

  /** Copies the notices. */
  public ImportResult {
    notices = List.copyOf(notices);
  }
}
