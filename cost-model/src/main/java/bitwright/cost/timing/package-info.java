/** Logic depth and clock frequency of accelerators, stage by stage, from plans alone. */
package bitwright.cost.timing;
