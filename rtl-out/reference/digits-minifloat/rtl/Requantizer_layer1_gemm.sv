// Requantizer of layer layer1_gemm: 1 raw accumulator a beat to codes of e3m2, 6 enabled clocks
// later:
//   rank = number of k with threshold[row][k] <= raw, code = level[rank]
//   in rows that fall the rank is inverted bit by bit (directed)
// Binary search in 6 stages: stage k knows the upper k bits of the rank, reads the threshold that
// splits the ranks that are left, and finds the next bit, reached = (raw >= threshold).
// Raw accumulator: -1114176 .. 1114176 in 22 bits, two's complement; threshold: -1114176 .. 1114177
// in 22 bits, two's complement.
// Thresholds of stage k: 64*2^k words a PE (NF*2^k), address {row group, rank bits known}, for row
// group*1+PE; in stage 0 the bit above the threshold says that the row falls; read from
// layer1_gemm_thresholds_<PE>_<stage>.hex, constant where it is one word. Signals are named
// <what>_<PE>_<stage>.
module Requantizer_layer1_gemm(
  input         clock,
                reset,
                enable,
                in_valid,
  input  [21:0] raw,
  output        out_valid,
  output [5:0]  codes
);

  wire [21:0] _thresholds_0_5_data;
  wire [21:0] _thresholds_0_4_data;
  wire [21:0] _thresholds_0_3_data;
  wire [21:0] _thresholds_0_2_data;
  wire [21:0] _thresholds_0_1_data;
  wire [22:0] _thresholds_0_0_data;
  reg  [5:0]  group;
  reg         valid_0;
  reg  [5:0]  group_0;
  reg         valid_1;
  reg  [5:0]  group_1;
  reg         valid_2;
  reg  [5:0]  group_2;
  reg         valid_3;
  reg  [5:0]  group_3;
  reg         valid_4;
  reg  [5:0]  group_4;
  reg         valid_5;
  reg  [21:0] raw_0_0;
  wire        reached_0_0 = $signed(raw_0_0) >= $signed(_thresholds_0_0_data[21:0]);
  reg  [21:0] raw_0_1;
  wire        reached_0_1 = $signed(raw_0_1) >= $signed(_thresholds_0_1_data);
  reg         falling_0_1;
  reg         rank_0_1;
  reg  [21:0] raw_0_2;
  wire        reached_0_2 = $signed(raw_0_2) >= $signed(_thresholds_0_2_data);
  reg         falling_0_2;
  reg  [1:0]  rank_0_2;
  reg  [21:0] raw_0_3;
  wire        reached_0_3 = $signed(raw_0_3) >= $signed(_thresholds_0_3_data);
  reg         falling_0_3;
  reg  [2:0]  rank_0_3;
  reg  [21:0] raw_0_4;
  wire        reached_0_4 = $signed(raw_0_4) >= $signed(_thresholds_0_4_data);
  reg         falling_0_4;
  reg  [3:0]  rank_0_4;
  reg  [21:0] raw_0_5;
  reg         falling_0_5;
  reg  [4:0]  rank_0_5;
  always @(posedge clock) begin
    if (reset) begin
      group <= 6'h0;
      valid_0 <= 1'h0;
      valid_1 <= 1'h0;
      valid_2 <= 1'h0;
      valid_3 <= 1'h0;
      valid_4 <= 1'h0;
      valid_5 <= 1'h0;
    end
    else begin
      if (in_valid & enable)
        group <= (&group) ? 6'h0 : group + 6'h1;
      if (enable) begin
        valid_0 <= in_valid;
        valid_1 <= valid_0;
        valid_2 <= valid_1;
        valid_3 <= valid_2;
        valid_4 <= valid_3;
        valid_5 <= valid_4;
      end
    end
    if (enable) begin
      group_0 <= group;
      group_1 <= group_0;
      group_2 <= group_1;
      group_3 <= group_2;
      group_4 <= group_3;
      raw_0_0 <= raw;
      raw_0_1 <= raw_0_0;
      falling_0_1 <= _thresholds_0_0_data[22];
      rank_0_1 <= reached_0_0;
      raw_0_2 <= raw_0_1;
      falling_0_2 <= falling_0_1;
      rank_0_2 <= {rank_0_1, reached_0_1};
      raw_0_3 <= raw_0_2;
      falling_0_3 <= falling_0_2;
      rank_0_3 <= {rank_0_2, reached_0_2};
      raw_0_4 <= raw_0_3;
      falling_0_4 <= falling_0_3;
      rank_0_4 <= {rank_0_3, reached_0_3};
      raw_0_5 <= raw_0_4;
      falling_0_5 <= falling_0_4;
      rank_0_5 <= {rank_0_4, reached_0_4};
    end
  end // always @(posedge)
  BitwrightRom #(
    .ADDRESS(6),
    .DEPTH(64),
    .FILE("layer1_gemm_thresholds_0_0.hex"),
    .WIDTH(23)
  ) thresholds_0_0 (
    .clock   (clock),
    .address (group),
    .enable  (enable),
    .data    (_thresholds_0_0_data)
  );
  BitwrightRom #(
    .ADDRESS(7),
    .DEPTH(128),
    .FILE("layer1_gemm_thresholds_0_1.hex"),
    .WIDTH(22)
  ) thresholds_0_1 (
    .clock   (clock),
    .address ({group_0, reached_0_0}),
    .enable  (enable),
    .data    (_thresholds_0_1_data)
  );
  BitwrightRom #(
    .ADDRESS(8),
    .DEPTH(256),
    .FILE("layer1_gemm_thresholds_0_2.hex"),
    .WIDTH(22)
  ) thresholds_0_2 (
    .clock   (clock),
    .address ({group_1, rank_0_1, reached_0_1}),
    .enable  (enable),
    .data    (_thresholds_0_2_data)
  );
  BitwrightRom #(
    .ADDRESS(9),
    .DEPTH(512),
    .FILE("layer1_gemm_thresholds_0_3.hex"),
    .WIDTH(22)
  ) thresholds_0_3 (
    .clock   (clock),
    .address ({group_2, rank_0_2, reached_0_2}),
    .enable  (enable),
    .data    (_thresholds_0_3_data)
  );
  BitwrightRom #(
    .ADDRESS(10),
    .DEPTH(1024),
    .FILE("layer1_gemm_thresholds_0_4.hex"),
    .WIDTH(22)
  ) thresholds_0_4 (
    .clock   (clock),
    .address ({group_3, rank_0_3, reached_0_3}),
    .enable  (enable),
    .data    (_thresholds_0_4_data)
  );
  BitwrightRom #(
    .ADDRESS(11),
    .DEPTH(2048),
    .FILE("layer1_gemm_thresholds_0_5.hex"),
    .WIDTH(22)
  ) thresholds_0_5 (
    .clock   (clock),
    .address ({group_4, rank_0_4, reached_0_4}),
    .enable  (enable),
    .data    (_thresholds_0_5_data)
  );
  LevelCode_e3m2 level_0 (
    .rank
      ({rank_0_5, $signed(raw_0_5) >= $signed(_thresholds_0_5_data)} ^ {6{falling_0_5}}),
    .code (codes)
  );
  assign out_valid = valid_5;
endmodule
