/** How sure a measured accuracy is, and whether two of them differ. */
package bitwright.explore.statistics;
