// Requantizer of layer layer1_matmul: 1 raw accumulator a beat to codes of bipolar1, 1 enabled
// clocks later:
//   rank = number of k with threshold[row][k] <= raw, code = level[rank]
//   in rows that fall the rank is inverted bit by bit (directed)
// Binary search in 1 stage: stage k knows the upper k bits of the rank, reads the threshold that
// splits the ranks that are left, and finds the next bit, reached = (raw >= threshold).
// Raw accumulator: 0 .. 784 in 10 bits; threshold: 0 .. 785 in 10 bits.
// Thresholds of stage k: 128*2^k words a PE (NF*2^k), address {row group, rank bits known}, for row
// group*1+PE; in stage 0 the bit above the threshold says that the row falls; read from
// layer1_matmul_thresholds_<PE>_<stage>.hex, constant where it is one word. Signals are named
// <what>_<PE>_<stage>.
module Requantizer_layer1_matmul(
  input        clock,
               reset,
               enable,
               in_valid,
  input  [9:0] raw,
  output       out_valid,
               codes
);

  wire [10:0] _thresholds_0_0_data;
  reg  [6:0]  group;
  reg         valid_0;
  reg  [9:0]  raw_0_0;
  always @(posedge clock) begin
    if (reset) begin
      group <= 7'h0;
      valid_0 <= 1'h0;
    end
    else begin
      if (in_valid & enable)
        group <= (&group) ? 7'h0 : group + 7'h1;
      if (enable)
        valid_0 <= in_valid;
    end
    if (enable)
      raw_0_0 <= raw;
  end // always @(posedge)
  BitwrightRom #(
    .ADDRESS(7),
    .DEPTH(128),
    .FILE("layer1_matmul_thresholds_0_0.hex"),
    .WIDTH(11)
  ) thresholds_0_0 (
    .clock   (clock),
    .address (group),
    .enable  (enable),
    .data    (_thresholds_0_0_data)
  );
  LevelCode_bipolar1 level_0 (
    .rank (raw_0_0 >= _thresholds_0_0_data[9:0] ^ _thresholds_0_0_data[10]),
    .code (codes)
  );
  assign out_valid = valid_0;
endmodule
