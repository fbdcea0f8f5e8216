/**
 * Tables of what hardware costs: what synthesis counts, beside estimates and beside plain Verilog.
 */
package bitwright.tables;
