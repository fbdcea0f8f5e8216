// A memory of four words of two bits.
module SmallRam (
    input wire clock,
    input wire [1:0] write_address,
    input wire write_enable,
    input wire [1:0] write_data,
    input wire [1:0] read_address,
    input wire read_enable,
    output wire [1:0] read_data
);
  BitwrightRam #(.WIDTH(2), .DEPTH(4), .ADDRESS(2)) ram (.*);
endmodule
