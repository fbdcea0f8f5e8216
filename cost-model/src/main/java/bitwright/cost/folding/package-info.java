/** Estimates by the ten thousand, and folds chosen exactly for a device and a frame rate. */
package bitwright.cost.folding;
