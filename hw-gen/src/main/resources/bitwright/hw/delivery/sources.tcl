# The files of @ip@, for the scripts beside this one. root is the folder of the package.
proc sources {root} {
  set files [list]
  foreach file {
@sources@  } { lappend files [file join $root $file] }
  return $files
}

proc memories {root} {
  set files [list]
  foreach file {
@memories@  } { lappend files [file join $root $file] }
  return $files
}
