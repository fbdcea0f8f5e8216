// The number of ones among 4 bits: full adders.
module Popcount_4(
  input  [3:0] vector,
  output [2:0] count
);

  wire _GEN = vector[0] & vector[1] | vector[2] & (vector[0] | vector[1]);
  wire _GEN_0 = vector[0] ^ vector[1] ^ vector[2];
  wire carry = _GEN_0 & vector[3];
  assign count = {_GEN & carry, _GEN ^ carry, _GEN_0 ^ vector[3]};
endmodule
