/**
 * Exact arithmetic as functions on signals: operand decoders, products for every pair of formats,
 * popcounts, reduction trees and the table from ranks to codes. Every result carries the range that
 * was proven for it, and has exactly the width of that range.
 */
package bitwright.hw.operator;
