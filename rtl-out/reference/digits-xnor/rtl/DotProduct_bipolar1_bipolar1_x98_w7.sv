// Matches of 98 weights and inputs of bipolar1: sum = number of i with weights[i] == inputs[i],
// modulo 2^7, 6 enabled clocks later.
// Code i is at bits i*1 and up of weights, i*1 and up of inputs. Counts of six matches are
// registered (term_<i>), then every level of the tree (sum_<level>_<i>).
module DotProduct_bipolar1_bipolar1_x98_w7(
  input         clock,
                enable,
  input  [97:0] weights,
                inputs,
  output [6:0]  sum
);

  wire [1:0]  _popcount_16_count;
  wire [2:0]  _popcount_15_count;
  wire [2:0]  _popcount_14_count;
  wire [2:0]  _popcount_13_count;
  wire [2:0]  _popcount_12_count;
  wire [2:0]  _popcount_11_count;
  wire [2:0]  _popcount_10_count;
  wire [2:0]  _popcount_9_count;
  wire [2:0]  _popcount_8_count;
  wire [2:0]  _popcount_7_count;
  wire [2:0]  _popcount_6_count;
  wire [2:0]  _popcount_5_count;
  wire [2:0]  _popcount_4_count;
  wire [2:0]  _popcount_3_count;
  wire [2:0]  _popcount_2_count;
  wire [2:0]  _popcount_1_count;
  wire [2:0]  _popcount_0_count;
  wire [97:0] equal = weights ^ ~inputs;
  reg  [2:0]  term_0;
  reg  [2:0]  term_1;
  reg  [2:0]  term_2;
  reg  [2:0]  term_3;
  reg  [2:0]  term_4;
  reg  [2:0]  term_5;
  reg  [2:0]  term_6;
  reg  [2:0]  term_7;
  reg  [2:0]  term_8;
  reg  [2:0]  term_9;
  reg  [2:0]  term_10;
  reg  [2:0]  term_11;
  reg  [2:0]  term_12;
  reg  [2:0]  term_13;
  reg  [2:0]  term_14;
  reg  [2:0]  term_15;
  reg  [1:0]  term_16;
  reg  [3:0]  sum_0_0;
  reg  [3:0]  sum_0_1;
  reg  [3:0]  sum_0_2;
  reg  [3:0]  sum_0_3;
  reg  [3:0]  sum_0_4;
  reg  [3:0]  sum_0_5;
  reg  [3:0]  sum_0_6;
  reg  [3:0]  sum_0_7;
  reg  [1:0]  sum_0_8;
  reg  [4:0]  sum_1_0;
  reg  [4:0]  sum_1_1;
  reg  [4:0]  sum_1_2;
  reg  [4:0]  sum_1_3;
  reg  [1:0]  sum_1_4;
  reg  [5:0]  sum_2_0;
  reg  [5:0]  sum_2_1;
  reg  [1:0]  sum_2_2;
  reg  [6:0]  sum_3_0;
  reg  [1:0]  sum_3_1;
  reg  [6:0]  sum_4_0;
  always @(posedge clock) begin
    if (enable) begin
      term_0 <= _popcount_0_count;
      term_1 <= _popcount_1_count;
      term_2 <= _popcount_2_count;
      term_3 <= _popcount_3_count;
      term_4 <= _popcount_4_count;
      term_5 <= _popcount_5_count;
      term_6 <= _popcount_6_count;
      term_7 <= _popcount_7_count;
      term_8 <= _popcount_8_count;
      term_9 <= _popcount_9_count;
      term_10 <= _popcount_10_count;
      term_11 <= _popcount_11_count;
      term_12 <= _popcount_12_count;
      term_13 <= _popcount_13_count;
      term_14 <= _popcount_14_count;
      term_15 <= _popcount_15_count;
      term_16 <= _popcount_16_count;
      sum_0_0 <= {1'h0, term_0} + {1'h0, term_1};
      sum_0_1 <= {1'h0, term_2} + {1'h0, term_3};
      sum_0_2 <= {1'h0, term_4} + {1'h0, term_5};
      sum_0_3 <= {1'h0, term_6} + {1'h0, term_7};
      sum_0_4 <= {1'h0, term_8} + {1'h0, term_9};
      sum_0_5 <= {1'h0, term_10} + {1'h0, term_11};
      sum_0_6 <= {1'h0, term_12} + {1'h0, term_13};
      sum_0_7 <= {1'h0, term_14} + {1'h0, term_15};
      sum_0_8 <= term_16;
      sum_1_0 <= {1'h0, sum_0_0} + {1'h0, sum_0_1};
      sum_1_1 <= {1'h0, sum_0_2} + {1'h0, sum_0_3};
      sum_1_2 <= {1'h0, sum_0_4} + {1'h0, sum_0_5};
      sum_1_3 <= {1'h0, sum_0_6} + {1'h0, sum_0_7};
      sum_1_4 <= sum_0_8;
      sum_2_0 <= {1'h0, sum_1_0} + {1'h0, sum_1_1};
      sum_2_1 <= {1'h0, sum_1_2} + {1'h0, sum_1_3};
      sum_2_2 <= sum_1_4;
      sum_3_0 <= {1'h0, sum_2_0} + {1'h0, sum_2_1};
      sum_3_1 <= sum_2_2;
      sum_4_0 <= sum_3_0 + {5'h0, sum_3_1};
    end
  end // always @(posedge)
  Popcount_6 popcount_0 (
    .vector (equal[5:0]),
    .count  (_popcount_0_count)
  );
  Popcount_6 popcount_1 (
    .vector (equal[11:6]),
    .count  (_popcount_1_count)
  );
  Popcount_6 popcount_2 (
    .vector (equal[17:12]),
    .count  (_popcount_2_count)
  );
  Popcount_6 popcount_3 (
    .vector (equal[23:18]),
    .count  (_popcount_3_count)
  );
  Popcount_6 popcount_4 (
    .vector (equal[29:24]),
    .count  (_popcount_4_count)
  );
  Popcount_6 popcount_5 (
    .vector (equal[35:30]),
    .count  (_popcount_5_count)
  );
  Popcount_6 popcount_6 (
    .vector (equal[41:36]),
    .count  (_popcount_6_count)
  );
  Popcount_6 popcount_7 (
    .vector (equal[47:42]),
    .count  (_popcount_7_count)
  );
  Popcount_6 popcount_8 (
    .vector (equal[53:48]),
    .count  (_popcount_8_count)
  );
  Popcount_6 popcount_9 (
    .vector (equal[59:54]),
    .count  (_popcount_9_count)
  );
  Popcount_6 popcount_10 (
    .vector (equal[65:60]),
    .count  (_popcount_10_count)
  );
  Popcount_6 popcount_11 (
    .vector (equal[71:66]),
    .count  (_popcount_11_count)
  );
  Popcount_6 popcount_12 (
    .vector (equal[77:72]),
    .count  (_popcount_12_count)
  );
  Popcount_6 popcount_13 (
    .vector (equal[83:78]),
    .count  (_popcount_13_count)
  );
  Popcount_6 popcount_14 (
    .vector (equal[89:84]),
    .count  (_popcount_14_count)
  );
  Popcount_6 popcount_15 (
    .vector (equal[95:90]),
    .count  (_popcount_15_count)
  );
  Popcount_2 popcount_16 (
    .vector (equal[97:96]),
    .count  (_popcount_16_count)
  );
  assign sum = sum_4_0;
endmodule
