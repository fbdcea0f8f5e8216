// The number of ones among 2 bits: full adders.
module Popcount_2(
  input  [1:0] vector,
  output [1:0] count
);

  assign count = {&vector, ^vector};
endmodule
