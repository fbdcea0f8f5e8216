/** Facts about formats and networks, and pages and tables made of them. */
package bitwright.explore.report;
