/** Jobs side by side on this machine. */
package bitwright.explore.pool;
