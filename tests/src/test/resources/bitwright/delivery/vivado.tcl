# Runs a script with every command that Tcl itself does not know recorded instead of executed: one line each.
#   tclsh vivado.tcl SCRIPT
set script [lindex $argv 0]
set channel [open $script]
set text [read $channel]
close $channel
if {![info complete $text]} { puts "INCOMPLETE"; exit 1 }

proc unknown {args} {
  puts "VIVADO $args"
  switch -- [lindex $args 0] {
    get_property { return "100%" }
    default { return [lindex $args 0] }
  }
}
set argv [list]
set tcl_interactive 0
source $script
puts "DONE"
