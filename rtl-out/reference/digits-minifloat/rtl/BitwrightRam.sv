// Simple dual-port memory: one write port, one synchronous read port with enable. A read of the
// address being written returns an unspecified word; the generator never does it, which no_rw_check
// tells Yosys.
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
  (* no_rw_check *) reg [WIDTH-1:0] memory[0:DEPTH-1];

  always @(posedge clock) begin
    if (write_enable) memory[write_address] <= write_data;
    if (read_enable) read_data <= memory[read_address];
  end
endmodule
