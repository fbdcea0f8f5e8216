/**
 * What goes into and comes out of an accelerator's streams, whichever simulator runs it: packed
 * beats, stall sequences, recordings, and breaches of the streams' rules.
 */
package bitwright.sim.stream;
