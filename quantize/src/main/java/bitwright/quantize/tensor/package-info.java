/** Constants: exact values with a shape. */
package bitwright.quantize.tensor;
