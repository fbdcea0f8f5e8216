// From a rank to a code of bipolar1: code = the code of the value with that rank among the 2 values
// in ascending order, 0 for the least.
module LevelCode_bipolar1(
  input  rank,
  output code
);

  assign code = rank;
endmodule
