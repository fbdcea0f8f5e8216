// Stands for a weight or threshold memory in proofs: it may read anything, so what is proved with it
// holds for every content.
module BitwrightRom #(
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
  (* anyseq *) wire [WIDTH-1:0] anything;

  always @(posedge clock) if (enable) data <= anything;
endmodule
