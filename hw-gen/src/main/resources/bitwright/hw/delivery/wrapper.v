// @ip@: the accelerator @core@ as block designs and IP packagers take it. It adds names and
// attributes@adds@; everything else is wires.
// Plain Verilog, because Vivado takes no SystemVerilog file as the top of a module reference.
module @ip@ (
@ports@
);
@body@
endmodule
