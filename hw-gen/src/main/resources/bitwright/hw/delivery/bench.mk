# Simulates @ip@ against the vectors beside this file; nothing but a simulator is needed.
#
#   make icarus      Icarus Verilog 11 or later
#   make verilator   Verilator 5, which cannot build in a path that holds a space
#   make cocotb      cocotb 1.8 or later (SIM=icarus or verilator)
#   make waves       Icarus with a waveform, @bench@.vcd, of all layers, of one frame unless FRAMES is given
#   make view        the same in GTKWave, codes as the values that they stand for
#   make clean
#
# STALL=50 lets each side pause in half of the cycles, SEED=7 moves the pauses, FRAMES=2 stops early.
STALL ?= 0
SEED ?= 1
FRAMES ?= @frames@
IVERILOG ?= iverilog
VVP ?= vvp
VERILATOR ?= verilator

SOURCES := $(addprefix ../,$(shell cat ../@core@.f))
MEMORIES := '-DBITWRIGHT_MEMORY_PATH="../rtl/"'
PLUSARGS = +stall=$(STALL) +seed=$(SEED) +frames=$(FRAMES)

.PHONY: icarus verilator cocotb waves view clean

icarus: build/@bench@.vvp
	$(VVP) -n $< $(PLUSARGS)

verilator: build/verilator/@bench@
	./$< $(PLUSARGS)

waves view: FRAMES = 1

waves: build/@bench@_waves.vvp
	$(VVP) -n $< $(PLUSARGS) +dump

view: waves
	gtkwave @bench@.vcd ../waves/@core@.gtkw

cocotb:
	$(MAKE) -f cocotb.mk

build/@bench@.vvp: @bench@.sv $(SOURCES)
	mkdir -p build
	$(IVERILOG) -g2012 -Wall -Wno-timescale $(MEMORIES) -s @bench@ -o $@ $^

build/@bench@_waves.vvp: @bench@.sv $(SOURCES)
	mkdir -p build
	$(IVERILOG) -g2012 -DBITWRIGHT_WAVES $(MEMORIES) -s @bench@ -o $@ $^

build/verilator/@bench@: @bench@.sv $(SOURCES)
	@case "$$PWD" in *' '*) echo "Verilator cannot build in a path that holds a space: move the package, or make icarus" >&2; exit 1 ;; esac
	mkdir -p build
	$(VERILATOR) --binary --timing --timescale 1ns/1ps $(MEMORIES) --top-module @bench@ \
	  -Mdir build/verilator -o @bench@ $^ >build/verilator.log || { cat build/verilator.log; false; }

clean:
	rm -rf build @bench@.vcd sim_build results.xml __pycache__
