// The number of ones among 2 bits, a table.
module Popcount_2(
  input  [1:0] vector,
  output [1:0] count
);

  assign count = vector[1] ? (vector[0] ? 2'h2 : 2'h1) : {1'h0, vector[0]};
endmodule
