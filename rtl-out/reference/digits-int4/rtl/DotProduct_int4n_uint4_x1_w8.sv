// Dot product of 1 weights of int4n and inputs of uint4: sum = sum over i of image(weights[i]) *
// image(inputs[i]), modulo 2^8, 1 enabled clocks later.
// Code i is at bits i*4 and up of weights, i*4 and up of inputs. Products are registered
// (term_<i>), then every level of the tree (sum_<level>_<i>).
module DotProduct_int4n_uint4_x1_w8(
  input        clock,
               enable,
  input  [3:0] weights,
               inputs,
  output [7:0] sum
);

  wire [7:0] _product_0_product;
  reg  [7:0] term_0;
  always @(posedge clock) begin
    if (enable)
      term_0 <= _product_0_product;
  end // always @(posedge)
  Product_int4n_uint4 product_0 (
    .a       (weights),
    .b       (inputs),
    .product (_product_0_product)
  );
  assign sum = term_0;
endmodule
