/** NumPy array files: the subset that carries images, labels and results. */
package bitwright.explore.npy;
