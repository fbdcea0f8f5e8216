/**
 * Requantization: the monotone step function between an exact accumulator and the next layer's
 * codes, compiled from real-valued stages in exact rational arithmetic.
 */
package bitwright.arith.step;
