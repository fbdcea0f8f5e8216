// Stands for the generated memory in proofs: it keeps one word, at an address that is arbitrary and
// never changes, and reads anything elsewhere. It can do whatever the real memory can, so what is
// proved with it holds with the real one; RamProof proves that for a small depth.
module BitwrightRam #(
    parameter WIDTH = 8,
    parameter DEPTH = 2,
    parameter ADDRESS = 1
) (
    input  wire               clock,
    input  wire [ADDRESS-1:0] write_address,
    input  wire               write_enable,
    input  wire [  WIDTH-1:0] write_data,
    input  wire [ADDRESS-1:0] read_address,
    input  wire               read_enable,
    output reg  [  WIDTH-1:0] read_data
);
  reg [ADDRESS-1:0] spot;
  reg [WIDTH-1:0] stored;
  (* anyseq *) wire [WIDTH-1:0] anything;

  always @(posedge clock) begin
    spot <= spot;
    if (write_enable & write_address == spot) stored <= write_data;
    if (read_enable)
      read_data <= read_address != spot | write_enable & write_address == spot ? anything : stored;
  end
endmodule
