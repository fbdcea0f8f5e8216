/** Design spaces: the candidates of an exploration, as a YAML file says them. */
package bitwright.explore.space;
