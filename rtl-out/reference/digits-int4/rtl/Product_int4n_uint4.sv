// Exact product of the images of two codes: product = image(a) * image(b), a in int4n, b in uint4.
// It lies in -105 .. 105: 8 bits, two's complement.
// An image is the value in units of 2^0 for a, 2^0 for b.
module Product_int4n_uint4(
  input  [3:0] a,
               b,
  output [7:0] product
);

  assign product =
    {2'h0,
     {2'h0, ~(a[3] & b[0]), a[2] & b[0], a[1] & b[0], a[0] & b[0]}
       + {1'h0, ~(a[3] & b[1]), a[2] & b[1], a[1] & b[1], a[0] & b[1], 1'h0}}
    + {{2'h0, ~(a[3] & b[2]), a[2] & b[2], a[1] & b[2], a[0] & b[2]}
         + {1'h0, ~(a[3] & b[3]), a[2] & b[3], a[1] & b[3], a[0] & b[3], 1'h0},
       2'h0} - 8'h78;
endmodule
