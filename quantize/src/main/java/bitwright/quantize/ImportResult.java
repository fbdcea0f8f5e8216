package bitwright.quantize;

import bitwright.arith.network.Network;
import bitwright.arith.step.Stage.Quantizer;
import java.util.List;
import java.util.Optional;

/**
 * An imported network and what its user ought to know about the import.
 *
 * @param network the network
 * @param assumedInput the quantizer of {@link ImportOptions} that was taken because none precedes
 *     the first layer
 * @param notices sentences about every choice that the file itself did not make, for example the
 *     format of an unquantized input; to be shown, never dropped in silence
 */
public record ImportResult(
    Network network, Optional<Quantizer> assumedInput, List<String> notices) {

  /** Copies the notices. */
  public ImportResult {
    notices = List.copyOf(notices);
  }
}
