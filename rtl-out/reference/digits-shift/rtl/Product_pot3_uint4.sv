// Exact product of the images of two codes: product = image(a) * image(b), a in pot3, b in uint4.
// It lies in -120 .. 120: 8 bits, two's complement.
// An image is the value in units of 2^0 for a, 2^0 for b.
module Product_pot3_uint4(
  input  [2:0] a,
  input  [3:0] b,
  output [7:0] product
);

  wire [4:0] negated = ({1'h0, b} ^ {5{a[2]}}) + {4'h0, a[2]};
  wire [5:0] shifted_0 = a[0] ? {negated, 1'h0} : {negated[4], negated};
  assign product = a[1] ? {shifted_0, 2'h0} : {{2{shifted_0[5]}}, shifted_0};
endmodule
