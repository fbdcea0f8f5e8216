/**
 * Number formats as data: every code is an exact integer image, and everything else about a format
 * is derived from that image.
 */
package bitwright.arith.format;
