# Warnings of @ip@: all of them, and none is waived.
#   make -C lint      Verilator, then Yosys
VERILATOR ?= verilator
YOSYS ?= yosys
SOURCES := $(shell cat ../@core@.f)

.PHONY: all verilator yosys

all: verilator yosys

verilator:
	cd .. && $(VERILATOR) --lint-only -Wall --top-module @ip@ -f @core@.f

yosys:
	cd .. && $(YOSYS) -q -p "@library@read_verilog -sv $(SOURCES); hierarchy -check -top @ip@; proc; check -assert"
