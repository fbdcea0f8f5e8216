# Runs test_@core@.py under cocotb 1.8 or later: make -f cocotb.mk, or make -f cocotb.mk SIM=verilator
SIM ?= icarus
TOPLEVEL_LANG = verilog
VERILOG_SOURCES = $(addprefix $(CURDIR)/../,$(shell cat ../@core@.f))
# Both names of each variable: cocotb 2 renamed them.
TOPLEVEL = @ip@
COCOTB_TOPLEVEL = @ip@
MODULE = test_@core@
COCOTB_TEST_MODULES = test_@core@

ifeq ($(SIM),icarus)
  COMPILE_ARGS += -g2012 '-DBITWRIGHT_MEMORY_PATH="$(CURDIR)/../rtl/"'
else
  EXTRA_ARGS += '-DBITWRIGHT_MEMORY_PATH="$(CURDIR)/../rtl/"'
endif

include $(shell cocotb-config --makefiles)/Makefile.sim
