// Matches of 2 weights and inputs of bipolar1: sum = number of i with weights[i] == inputs[i],
// modulo 2^2, 1 enabled clocks later.
// Code i is at bits i*1 and up of weights, i*1 and up of inputs. Counts of six matches are
// registered (term_<i>), then every level of the tree (sum_<level>_<i>).
module DotProduct_bipolar1_bipolar1_x2_w2(
  input        clock,
               enable,
  input  [1:0] weights,
               inputs,
  output [1:0] sum
);

  wire [1:0] _popcount_0_count;
  reg  [1:0] term_0;
  always @(posedge clock) begin
    if (enable)
      term_0 <= _popcount_0_count;
  end // always @(posedge)
  Popcount_2 popcount_0 (
    .vector (weights ^ ~inputs),
    .count  (_popcount_0_count)
  );
  assign sum = term_0;
endmodule
