// A registered product of two signed numbers in one DSP slice: where enable is high at a rising
// edge, product becomes a * b.
(* use_dsp = "yes" *)
module BitwrightMultiply #(
    parameter A_BITS = 25,
    parameter B_BITS = 18
) (
    input  wire                     clock,
    input  wire                     enable,
    input  wire [       A_BITS-1:0] a,
    input  wire [       B_BITS-1:0] b,
    output reg  [A_BITS+B_BITS-1:0] product
);
  wire signed [A_BITS+B_BITS-1:0] wide_a = {{B_BITS{a[A_BITS-1]}}, a};
  wire signed [A_BITS+B_BITS-1:0] wide_b = {{A_BITS{b[B_BITS-1]}}, b};

  always @(posedge clock) if (enable) product <= wide_a * wide_b;
endmodule
