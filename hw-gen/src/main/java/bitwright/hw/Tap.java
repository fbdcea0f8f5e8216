package bitwright.hw;

/**
 * Where a simulator finds the output stream of one layer in the generated hierarchy.
 *
 * <p>A beat passes in a cycle in which valid and ready are both high; element e of the beat is at
 * bit {@code e · elementBits} of the data signal. The last layer of a network that emits
 * accumulators carries them as two's complement.
 *
 * @param layer the layer's name
 * @param module the module that declares the three signals
 * @param instance the dot-separated path of that module's instance below the top module
 * @param valid the signal that offers a beat
 * @param ready the signal that takes it
 * @param data the signal that carries it
 * @param elements elements per beat (the layer's PE)
 * @param elementBits bits per element
 */
public record Tap(
    String layer,
    String module,
    String instance,
    String valid,
    String ready,
    String data,
    int elements,
    int elementBits) {}
