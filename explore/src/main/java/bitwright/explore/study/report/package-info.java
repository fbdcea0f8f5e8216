/** What a study leaves behind: a page, tables, charts and a summary. */
package bitwright.explore.study.report;
