// Dot product of 1 weights of e2m1 and inputs of e3m2: sum = sum over i of image(weights[i]) *
// image(inputs[i]), modulo 2^14, 1 enabled clocks later.
// Code i is at bits i*4 and up of weights, i*6 and up of inputs. Products are registered
// (term_<i>), then every level of the tree (sum_<level>_<i>).
module DotProduct_e2m1_e3m2_x1_w14(
  input         clock,
                enable,
  input  [3:0]  weights,
  input  [5:0]  inputs,
  output [13:0] sum
);

  wire [13:0] _product_0_product;
  reg  [13:0] term_0;
  always @(posedge clock) begin
    if (enable)
      term_0 <= _product_0_product;
  end // always @(posedge)
  Product_e2m1_e3m2 product_0 (
    .a       (weights),
    .b       (inputs),
    .product (_product_0_product)
  );
  assign sum = term_0;
endmodule
