// The number of ones among 6 bits: full adders.
module Popcount_6(
  input  [5:0] vector,
  output [2:0] count
);

  wire _GEN = vector[0] & vector[1] | vector[2] & (vector[0] | vector[1]);
  wire _GEN_0 = vector[0] ^ vector[1] ^ vector[2];
  wire _GEN_1 = vector[3] & vector[4] | vector[5] & (vector[3] | vector[4]);
  wire _GEN_2 = vector[3] ^ vector[4] ^ vector[5];
  wire carry = _GEN_0 & _GEN_2;
  assign count =
    {_GEN & _GEN_1 | carry & (_GEN | _GEN_1), _GEN ^ _GEN_1 ^ carry, _GEN_0 ^ _GEN_2};
endmodule
