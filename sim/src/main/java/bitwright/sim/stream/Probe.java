package bitwright.sim.stream;

/**
 * A stream inside an accelerator, where a simulator finds it.
 *
 * @param name the name of the layer whose output it is
 * @param scope the dot-separated path of the declaring instance, from the top module on
 * @param valid the signal that offers a beat
 * @param ready the signal that takes it
 * @param data the signal that carries it
 * @param layout how elements lie in beats
 */
public record Probe(
    String name, String scope, String valid, String ready, String data, BeatLayout layout) {}
