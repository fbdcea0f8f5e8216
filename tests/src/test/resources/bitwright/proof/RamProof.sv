// BitwrightRam: a read gives what was last written to its address, whatever the address and
// whatever else is written; WatchedRam relies on it.
module RamProof #(
    parameter WIDTH = 1,
    parameter ADDRESS = 1
) (
    input wire clock,
    input wire [ADDRESS-1:0] write_address,
    input wire write_enable,
    input wire [WIDTH-1:0] write_data,
    input wire [ADDRESS-1:0] read_address,
    input wire read_enable,
    input wire [WIDTH-1:0] read_data,
    input wire [WIDTH-1:0] word,
    output reg [ADDRESS-1:0] spot
);
  reg known = 0;
  reg [WIDTH-1:0] stored;
  reg due = 0;
  reg [WIDTH-1:0] expected;
  wire here = write_enable & write_address == spot;

  always @(posedge clock) begin
    spot <= spot;
    if (here) begin
      known <= 1;
      stored <= write_data;
    end
    if (read_enable) begin
      due <= known & read_address == spot & ~here;
      expected <= stored;
    end
  end

  wire rule_reads_what_was_written = ~due | read_data == expected;
  wire lemma_stored = ~known | word == stored;
  always @* begin
    assert (rule_reads_what_was_written);
    assert (lemma_stored);
  end
endmodule
