/**
 * Corrections of formulas by what synthesis made of generated designs: coefficients per primitive
 * and term, with the tool and command that they come from.
 */
package bitwright.cost.calibration;
