/** Design points as jobs: what is to be evaluated, its content hash, and what came out. */
package bitwright.explore.job;
