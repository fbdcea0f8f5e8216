// Read-only memory in look-up tables: where enable is high at a rising edge, data becomes the
// word at address. FILE holds DEPTH hexadecimal words, one a line. Define BITWRIGHT_MEMORY_PATH as
// that folder (a string with a trailing slash) when the tool runs elsewhere.
module BitwrightRomLut #(
    parameter WIDTH = 8,
    parameter DEPTH = 2,
    parameter ADDRESS = 1,
    parameter FILE = ""
) (
    input  wire               clock,
    input  wire [ADDRESS-1:0] address,
    input  wire               enable,
    output reg  [  WIDTH-1:0] data
);
`ifdef YOSYS
  (* logic_block *)
`else
  (* rom_style = "distributed" *)
`endif
  reg [WIDTH-1:0] memory[0:DEPTH-1];

  generate
    if (FILE != "") begin : fill
`ifdef BITWRIGHT_MEMORY_PATH
      initial $readmemh({`BITWRIGHT_MEMORY_PATH, FILE}, memory);
`else
      initial $readmemh(FILE, memory);
`endif
    end
  endgenerate

  always @(posedge clock) if (enable) data <= memory[address];
endmodule
