/** Generated matrix units on the integers of a real transformer. */
package bitwright.transformer;
