/** Every kind of layer alone: random specifications in all views. */
package bitwright.layers;
