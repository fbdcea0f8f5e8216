/** Charts of a study as pictures: each is drawn once and written as SVG and PNG. */
package bitwright.explore.study.chart;
