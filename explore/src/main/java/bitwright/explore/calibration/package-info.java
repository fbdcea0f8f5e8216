/** Designs of which the formulas are measured, and what synthesis makes of them. */
package bitwright.explore.calibration;
