/** Jobs for the schedulers of clusters. */
package bitwright.explore.emit;
