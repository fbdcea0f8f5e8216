/**
 * What goes around generated hardware so that it can be taken into a design without editing: an IP
 * wrapper, a self-checking test bench with vectors, and a description for each tool.
 *
 * <p>Every artefact reads the same {@link bitwright.hw.delivery.Design}, a record of facts, and
 * writes text; none looks at the network again. Equal designs give equal bytes, and no path in a
 * package leads out of it.
 */
package bitwright.hw.delivery;
