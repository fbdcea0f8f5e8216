// Dot product of 4 weights of int4n and inputs of uint4: sum = sum over i of image(weights[i]) *
// image(inputs[i]), modulo 2^10, 3 enabled clocks later.
// Code i is at bits i*4 and up of weights, i*4 and up of inputs. Products are registered
// (term_<i>), then every level of the tree (sum_<level>_<i>).
module DotProduct_int4n_uint4_x4_w10(
  input         clock,
                enable,
  input  [15:0] weights,
                inputs,
  output [9:0]  sum
);

  wire [7:0] _product_3_product;
  wire [7:0] _product_2_product;
  wire [7:0] _product_1_product;
  wire [7:0] _product_0_product;
  reg  [7:0] term_0;
  reg  [7:0] term_1;
  reg  [7:0] term_2;
  reg  [7:0] term_3;
  reg  [8:0] sum_0_0;
  reg  [8:0] sum_0_1;
  reg  [9:0] sum_1_0;
  always @(posedge clock) begin
    if (enable) begin
      term_0 <= _product_0_product;
      term_1 <= _product_1_product;
      term_2 <= _product_2_product;
      term_3 <= _product_3_product;
      sum_0_0 <= {term_0[7], term_0} + {term_1[7], term_1};
      sum_0_1 <= {term_2[7], term_2} + {term_3[7], term_3};
      sum_1_0 <= {sum_0_0[8], sum_0_0} + {sum_0_1[8], sum_0_1};
    end
  end // always @(posedge)
  Product_int4n_uint4 product_0 (
    .a       (weights[3:0]),
    .b       (inputs[3:0]),
    .product (_product_0_product)
  );
  Product_int4n_uint4 product_1 (
    .a       (weights[7:4]),
    .b       (inputs[7:4]),
    .product (_product_1_product)
  );
  Product_int4n_uint4 product_2 (
    .a       (weights[11:8]),
    .b       (inputs[11:8]),
    .product (_product_2_product)
  );
  Product_int4n_uint4 product_3 (
    .a       (weights[15:12]),
    .b       (inputs[15:12]),
    .product (_product_3_product)
  );
  assign sum = sum_1_0;
endmodule
