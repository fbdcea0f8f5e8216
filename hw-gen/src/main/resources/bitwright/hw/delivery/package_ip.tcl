# Packages @ip@ as an IP for Vivado's catalogue:
#   vivado -mode batch -source package_ip.tcl ?-tclargs PART?
# The IP goes to the folder "ip_repo" beside this script, by way of a project in "ip_project"; add that folder to the IP repositories of a project.
set here [file normalize [file dirname [info script]]]
set root [file dirname $here]
set part @part@
if {[llength $argv] > 0} { set part [lindex $argv 0] }
set out [file join $here ip_repo @core@]

create_project -force package_@core@ [file join $here ip_project] -part $part
source [file join $here sources.tcl]
add_files -norecurse [sources $root]
foreach memory [memories $root] {
  add_files -norecurse $memory
  set_property file_type {Memory File} [get_files $memory]
}
set_property top @ip@ [current_fileset]
update_compile_order -fileset sources_1

file mkdir $out
ipx::package_project -root_dir $out -vendor bitwright.github.io -library accelerator -taxonomy /UserIP -import_files -set_current true
set core [ipx::current_core]
set_property name @core@ $core
set_property version @version@ $core
set_property display_name {@core@} $core
set_property description {@about@} $core

# The attributes of the ports say the same; these lines make sure, whatever the version infers.
foreach bus {@buses@} { ipx::associate_bus_interfaces -busif $bus -clock @clock@ $core }
ipx::associate_bus_interfaces -clock @clock@ -reset @reset@ $core

set_property core_revision 1 $core
ipx::create_xgui_files $core
ipx::update_checksums $core
ipx::check_integrity $core
ipx::save_core $core
