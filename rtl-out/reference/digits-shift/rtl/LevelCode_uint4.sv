// From a rank to a code of uint4: code = the code of the value with that rank among the 16 values
// in ascending order, 0 for the least.
module LevelCode_uint4(
  input  [3:0] rank,
  output [3:0] code
);

  assign code = rank;
endmodule
