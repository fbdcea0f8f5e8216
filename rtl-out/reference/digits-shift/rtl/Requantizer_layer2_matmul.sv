// Requantizer of layer layer2_matmul: 1 raw accumulator a beat to codes of uint4, 4 enabled clocks
// later:
//   rank = number of k with threshold[row][k] <= raw, code = level[rank]
//   in rows that fall the rank is inverted bit by bit (directed)
// Binary search in 4 stages: stage k knows the upper k bits of the rank, reads the threshold that
// splits the ranks that are left, and finds the next bit, reached = (raw >= threshold).
// Raw accumulator: -2010 .. 2565 in 13 bits, two's complement; threshold: -2010 .. 2566 in 13 bits,
// two's complement.
// Thresholds of stage k: 64*2^k words a PE (NF*2^k), address {row group, rank bits known}, for row
// group*1+PE; in stage 0 the bit above the threshold says that the row falls; read from
// layer2_matmul_thresholds_<PE>_<stage>.hex, constant where it is one word. Signals are named
// <what>_<PE>_<stage>.
module Requantizer_layer2_matmul(
  input         clock,
                reset,
                enable,
                in_valid,
  input  [12:0] raw,
  output        out_valid,
  output [3:0]  codes
);

  wire [12:0] _thresholds_0_3_data;
  wire [12:0] _thresholds_0_2_data;
  wire [12:0] _thresholds_0_1_data;
  wire [13:0] _thresholds_0_0_data;
  reg  [5:0]  group;
  reg         valid_0;
  reg  [5:0]  group_0;
  reg         valid_1;
  reg  [5:0]  group_1;
  reg         valid_2;
  reg  [5:0]  group_2;
  reg         valid_3;
  reg  [12:0] raw_0_0;
  wire        reached_0_0 = $signed(raw_0_0) >= $signed(_thresholds_0_0_data[12:0]);
  reg  [12:0] raw_0_1;
  wire        reached_0_1 = $signed(raw_0_1) >= $signed(_thresholds_0_1_data);
  reg         falling_0_1;
  reg         rank_0_1;
  reg  [12:0] raw_0_2;
  wire        reached_0_2 = $signed(raw_0_2) >= $signed(_thresholds_0_2_data);
  reg         falling_0_2;
  reg  [1:0]  rank_0_2;
  reg  [12:0] raw_0_3;
  reg         falling_0_3;
  reg  [2:0]  rank_0_3;
  always @(posedge clock) begin
    if (reset) begin
      group <= 6'h0;
      valid_0 <= 1'h0;
      valid_1 <= 1'h0;
      valid_2 <= 1'h0;
      valid_3 <= 1'h0;
    end
    else begin
      if (in_valid & enable)
        group <= (&group) ? 6'h0 : group + 6'h1;
      if (enable) begin
        valid_0 <= in_valid;
        valid_1 <= valid_0;
        valid_2 <= valid_1;
        valid_3 <= valid_2;
      end
    end
    if (enable) begin
      group_0 <= group;
      group_1 <= group_0;
      group_2 <= group_1;
      raw_0_0 <= raw;
      raw_0_1 <= raw_0_0;
      falling_0_1 <= _thresholds_0_0_data[13];
      rank_0_1 <= reached_0_0;
      raw_0_2 <= raw_0_1;
      falling_0_2 <= falling_0_1;
      rank_0_2 <= {rank_0_1, reached_0_1};
      raw_0_3 <= raw_0_2;
      falling_0_3 <= falling_0_2;
      rank_0_3 <= {rank_0_2, reached_0_2};
    end
  end // always @(posedge)
  BitwrightRom #(
    .ADDRESS(6),
    .DEPTH(64),
    .FILE("layer2_matmul_thresholds_0_0.hex"),
    .WIDTH(14)
  ) thresholds_0_0 (
    .clock   (clock),
    .address (group),
    .enable  (enable),
    .data    (_thresholds_0_0_data)
  );
  BitwrightRom #(
    .ADDRESS(7),
    .DEPTH(128),
    .FILE("layer2_matmul_thresholds_0_1.hex"),
    .WIDTH(13)
  ) thresholds_0_1 (
    .clock   (clock),
    .address ({group_0, reached_0_0}),
    .enable  (enable),
    .data    (_thresholds_0_1_data)
  );
  BitwrightRom #(
    .ADDRESS(8),
    .DEPTH(256),
    .FILE("layer2_matmul_thresholds_0_2.hex"),
    .WIDTH(13)
  ) thresholds_0_2 (
    .clock   (clock),
    .address ({group_1, rank_0_1, reached_0_1}),
    .enable  (enable),
    .data    (_thresholds_0_2_data)
  );
  BitwrightRom #(
    .ADDRESS(9),
    .DEPTH(512),
    .FILE("layer2_matmul_thresholds_0_3.hex"),
    .WIDTH(13)
  ) thresholds_0_3 (
    .clock   (clock),
    .address ({group_2, rank_0_2, reached_0_2}),
    .enable  (enable),
    .data    (_thresholds_0_3_data)
  );
  LevelCode_uint4 level_0 (
    .rank
      ({rank_0_3, $signed(raw_0_3) >= $signed(_thresholds_0_3_data)} ^ {4{falling_0_3}}),
    .code (codes)
  );
  assign out_valid = valid_3;
endmodule
