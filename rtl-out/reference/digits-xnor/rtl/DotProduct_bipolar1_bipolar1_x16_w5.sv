// Matches of 16 weights and inputs of bipolar1: sum = number of i with weights[i] == inputs[i],
// modulo 2^5, 3 enabled clocks later.
// Code i is at bits i*1 and up of weights, i*1 and up of inputs. Counts of six matches are
// registered (term_<i>), then every level of the tree (sum_<level>_<i>).
module DotProduct_bipolar1_bipolar1_x16_w5(
  input         clock,
                enable,
  input  [15:0] weights,
                inputs,
  output [4:0]  sum
);

  wire [2:0]  _popcount_2_count;
  wire [2:0]  _popcount_1_count;
  wire [2:0]  _popcount_0_count;
  wire [15:0] equal = weights ^ ~inputs;
  reg  [2:0]  term_0;
  reg  [2:0]  term_1;
  reg  [2:0]  term_2;
  reg  [3:0]  sum_0_0;
  reg  [2:0]  sum_0_1;
  reg  [4:0]  sum_1_0;
  always @(posedge clock) begin
    if (enable) begin
      term_0 <= _popcount_0_count;
      term_1 <= _popcount_1_count;
      term_2 <= _popcount_2_count;
      sum_0_0 <= {1'h0, term_0} + {1'h0, term_1};
      sum_0_1 <= term_2;
      sum_1_0 <= {1'h0, sum_0_0} + {2'h0, sum_0_1};
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
  Popcount_4 popcount_2 (
    .vector (equal[15:12]),
    .count  (_popcount_2_count)
  );
  assign sum = sum_1_0;
endmodule
