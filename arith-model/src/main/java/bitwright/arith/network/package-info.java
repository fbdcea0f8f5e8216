/** Networks as immutable values: input quantizer, dense layers of codes, real output head. */
package bitwright.arith.network;
