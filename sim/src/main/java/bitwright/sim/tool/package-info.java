/** The external programs that simulation needs: finding them, their versions, running them. */
package bitwright.sim.tool;
