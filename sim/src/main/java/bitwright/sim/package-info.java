/**
 * Co-simulation: the generated hardware is run and every code of every layer is compared with the
 * golden model.
 */
package bitwright.sim;
