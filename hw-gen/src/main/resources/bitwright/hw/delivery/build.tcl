# Makes a Vivado project of @ip@ with its test bench, and runs synthesis:
#   vivado -mode batch -source build.tcl ?-tclargs PART?
# The project goes to the folder "project" beside this script; one that is there is replaced.
set here [file normalize [file dirname [info script]]]
set root [file dirname $here]
set part @part@
if {[llength $argv] > 0} { set part [lindex $argv 0] }

create_project -force @core@ [file join $here project] -part $part
source [file join $here sources.tcl]
add_files -norecurse [sources $root]
foreach memory [memories $root] {
  add_files -norecurse $memory
  set_property file_type {Memory File} [get_files $memory]
}
add_files -fileset constrs_1 -norecurse [file join $here @core@.xdc]
set_property top @ip@ [current_fileset]

add_files -fileset sim_1 -norecurse [list [file join $root tb @bench@.sv]]
add_files -fileset sim_1 -norecurse [list [file join $root tb s_axis.hex] [file join $root tb m_axis.hex]]
set_property top @bench@ [get_filesets sim_1]
update_compile_order -fileset sources_1

launch_runs synth_1
wait_on_run synth_1
if {[get_property PROGRESS [get_runs synth_1]] ne "100%"} { error "synthesis failed; see project/@core@.runs/synth_1" }
open_run synth_1
report_utilization -file [file join $here project utilization.rpt]
report_timing_summary -file [file join $here project timing.rpt]
