/** Speed as ratios against plain C, for {@code tests/bench}; no part of any test. */
package bitwright.bench;
