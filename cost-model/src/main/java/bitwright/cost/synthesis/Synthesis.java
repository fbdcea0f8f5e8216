package bitwright.cost.synthesis;

import bitwright.cost.Resources;

/**
 * What a synthesis tool made of a design.
 *
 * @param tool the first line with which the tool names itself
 * @param resources what the netlist holds
 * @param seed the seed whose netlist this is; 0 is the plain design
 */
public record Synthesis(String tool, Resources resources, int seed) {}
