// Dot product of 4 weights of e2m1 and inputs of e3m2: sum = sum over i of image(weights[i]) *
// image(inputs[i]), modulo 2^16, 3 enabled clocks later.
// Code i is at bits i*4 and up of weights, i*6 and up of inputs. Products are registered
// (term_<i>), then every level of the tree (sum_<level>_<i>).
module DotProduct_e2m1_e3m2_x4_w16(
  input         clock,
                enable,
  input  [15:0] weights,
  input  [23:0] inputs,
  output [15:0] sum
);

  wire [13:0] _product_3_product;
  wire [13:0] _product_2_product;
  wire [13:0] _product_1_product;
  wire [13:0] _product_0_product;
  reg  [13:0] term_0;
  reg  [13:0] term_1;
  reg  [13:0] term_2;
  reg  [13:0] term_3;
  reg  [14:0] sum_0_0;
  reg  [14:0] sum_0_1;
  reg  [15:0] sum_1_0;
  always @(posedge clock) begin
    if (enable) begin
      term_0 <= _product_0_product;
      term_1 <= _product_1_product;
      term_2 <= _product_2_product;
      term_3 <= _product_3_product;
      sum_0_0 <= {term_0[13], term_0} + {term_1[13], term_1};
      sum_0_1 <= {term_2[13], term_2} + {term_3[13], term_3};
      sum_1_0 <= {sum_0_0[14], sum_0_0} + {sum_0_1[14], sum_0_1};
    end
  end // always @(posedge)
  Product_e2m1_e3m2 product_0 (
    .a       (weights[3:0]),
    .b       (inputs[5:0]),
    .product (_product_0_product)
  );
  Product_e2m1_e3m2 product_1 (
    .a       (weights[7:4]),
    .b       (inputs[11:6]),
    .product (_product_1_product)
  );
  Product_e2m1_e3m2 product_2 (
    .a       (weights[11:8]),
    .b       (inputs[17:12]),
    .product (_product_2_product)
  );
  Product_e2m1_e3m2 product_3 (
    .a       (weights[15:12]),
    .b       (inputs[23:18]),
    .product (_product_3_product)
  );
  assign sum = sum_1_0;
endmodule
