/** Generated accelerators and where simulators look into them. */
package bitwright.hw;
