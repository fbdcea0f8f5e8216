/** Studies: which arithmetic suits a network and a device, with the evidence. */
package bitwright.explore.study;
