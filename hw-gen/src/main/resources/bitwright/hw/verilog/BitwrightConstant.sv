// A constant behind a module boundary, so that the logic that uses it is written out in full and
// only synthesis folds the two.
module BitwrightConstant #(
    parameter WIDTH = 1,
    parameter [WIDTH-1:0] VALUE = 0
) (
    output wire [WIDTH-1:0] value
);
  assign value = VALUE;
endmodule
