/** The command line: options, tables, messages and exit codes; no arithmetic of its own. */
package bitwright.explore.cli;
