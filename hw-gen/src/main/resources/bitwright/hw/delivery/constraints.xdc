# Out of context the period is a goal, @period@ ns; in a design the clock comes from outside and this file is not needed.
create_clock -name @clock@ -period @period@ [get_ports @clock@]
