/** What finished work leaves behind, so that no crash loses it and no second run repeats it. */
package bitwright.explore.journal;
