# Synthesizes @ip@ out of context, without a project, and places and routes it:
#   vivado -mode batch -source synth_ooc.tcl ?-tclargs PART?
# Reports and a checkpoint go to the folder "ooc" beside this script.
set here [file normalize [file dirname [info script]]]
set root [file dirname $here]
set part @part@
if {[llength $argv] > 0} { set part [lindex $argv 0] }
set out [file join $here ooc]
file mkdir $out

source [file join $here sources.tcl]
foreach source [sources $root] {
  if {[file extension $source] eq ".sv"} { read_verilog -sv $source } else { read_verilog $source }
}
foreach memory [memories $root] { read_mem $memory }
read_xdc [file join $here @core@.xdc]

synth_design -top @ip@ -part $part -mode out_of_context
write_checkpoint -force [file join $out synthesized.dcp]
report_utilization -hierarchical -file [file join $out utilization.rpt]
opt_design
place_design
route_design
report_timing_summary -file [file join $out timing.rpt]
write_checkpoint -force [file join $out routed.dcp]
