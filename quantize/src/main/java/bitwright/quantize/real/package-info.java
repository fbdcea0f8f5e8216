/** Networks of real numbers, before anything is quantized: what they are, and their values. */
package bitwright.quantize.real;
