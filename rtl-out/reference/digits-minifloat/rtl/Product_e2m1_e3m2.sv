// Exact product of the images of two codes: product = image(a) * image(b), a in e2m1, b in e3m2.
// It lies in -5376 .. 5376: 14 bits, two's complement.
// An image is the value in units of 2^-1 for a, 2^-4 for b.
module Product_e2m1_e3m2(
  input  [3:0]  a,
  input  [5:0]  b,
  output [13:0] product
);

  wire        a_normal = |(a[2:1]);
  wire        b_normal = |(b[4:2]);
  wire        negative = a[3] ^ b[5];
  wire [5:0]  negated =
    ({1'h0,
      {2'h0, b_normal & a[0], b[1] & a[0], b[0] & a[0]}
        + {1'h0, b_normal & a_normal, b[1] & a_normal, b[0] & a_normal, 1'h0}}
     ^ {6{negative}}) + {5'h0, negative};
  wire [3:0]  exponent =
    {2'h0, a[2:1] - {1'h0, a_normal}} + {1'h0, b[4:2] - {2'h0, b_normal}};
  wire [6:0]  shifted_0 = exponent[0] ? {negated, 1'h0} : {negated[5], negated};
  wire [8:0]  shifted_1 =
    exponent[1] ? {shifted_0, 2'h0} : {{2{shifted_0[6]}}, shifted_0};
  wire [12:0] shifted_2 =
    exponent[2] ? {shifted_1, 4'h0} : {{4{shifted_1[8]}}, shifted_1};
  assign product = exponent[3] ? {shifted_2[5:0], 8'h0} : {shifted_2[12], shifted_2};
endmodule
