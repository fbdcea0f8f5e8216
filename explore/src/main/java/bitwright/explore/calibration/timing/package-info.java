/** Designs whose clock frequency is measured by placing and routing them, and the measurement. */
package bitwright.explore.calibration.timing;
