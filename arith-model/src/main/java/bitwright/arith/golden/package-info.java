/** The golden model: exact evaluation of whole networks, code by code. */
package bitwright.arith.golden;
