// Dot product of 49 weights of pot3 and inputs of uint4: sum = sum over i of image(weights[i]) *
// image(inputs[i]), modulo 2^14, 7 enabled clocks later.
// Code i is at bits i*3 and up of weights, i*4 and up of inputs. Products are registered
// (term_<i>), then every level of the tree (sum_<level>_<i>).
module DotProduct_pot3_uint4_x49_w14(
  input          clock,
                 enable,
  input  [146:0] weights,
  input  [195:0] inputs,
  output [13:0]  sum
);

  wire [7:0]  _product_48_product;
  wire [7:0]  _product_47_product;
  wire [7:0]  _product_46_product;
  wire [7:0]  _product_45_product;
  wire [7:0]  _product_44_product;
  wire [7:0]  _product_43_product;
  wire [7:0]  _product_42_product;
  wire [7:0]  _product_41_product;
  wire [7:0]  _product_40_product;
  wire [7:0]  _product_39_product;
  wire [7:0]  _product_38_product;
  wire [7:0]  _product_37_product;
  wire [7:0]  _product_36_product;
  wire [7:0]  _product_35_product;
  wire [7:0]  _product_34_product;
  wire [7:0]  _product_33_product;
  wire [7:0]  _product_32_product;
  wire [7:0]  _product_31_product;
  wire [7:0]  _product_30_product;
  wire [7:0]  _product_29_product;
  wire [7:0]  _product_28_product;
  wire [7:0]  _product_27_product;
  wire [7:0]  _product_26_product;
  wire [7:0]  _product_25_product;
  wire [7:0]  _product_24_product;
  wire [7:0]  _product_23_product;
  wire [7:0]  _product_22_product;
  wire [7:0]  _product_21_product;
  wire [7:0]  _product_20_product;
  wire [7:0]  _product_19_product;
  wire [7:0]  _product_18_product;
  wire [7:0]  _product_17_product;
  wire [7:0]  _product_16_product;
  wire [7:0]  _product_15_product;
  wire [7:0]  _product_14_product;
  wire [7:0]  _product_13_product;
  wire [7:0]  _product_12_product;
  wire [7:0]  _product_11_product;
  wire [7:0]  _product_10_product;
  wire [7:0]  _product_9_product;
  wire [7:0]  _product_8_product;
  wire [7:0]  _product_7_product;
  wire [7:0]  _product_6_product;
  wire [7:0]  _product_5_product;
  wire [7:0]  _product_4_product;
  wire [7:0]  _product_3_product;
  wire [7:0]  _product_2_product;
  wire [7:0]  _product_1_product;
  wire [7:0]  _product_0_product;
  reg  [7:0]  term_0;
  reg  [7:0]  term_1;
  reg  [7:0]  term_2;
  reg  [7:0]  term_3;
  reg  [7:0]  term_4;
  reg  [7:0]  term_5;
  reg  [7:0]  term_6;
  reg  [7:0]  term_7;
  reg  [7:0]  term_8;
  reg  [7:0]  term_9;
  reg  [7:0]  term_10;
  reg  [7:0]  term_11;
  reg  [7:0]  term_12;
  reg  [7:0]  term_13;
  reg  [7:0]  term_14;
  reg  [7:0]  term_15;
  reg  [7:0]  term_16;
  reg  [7:0]  term_17;
  reg  [7:0]  term_18;
  reg  [7:0]  term_19;
  reg  [7:0]  term_20;
  reg  [7:0]  term_21;
  reg  [7:0]  term_22;
  reg  [7:0]  term_23;
  reg  [7:0]  term_24;
  reg  [7:0]  term_25;
  reg  [7:0]  term_26;
  reg  [7:0]  term_27;
  reg  [7:0]  term_28;
  reg  [7:0]  term_29;
  reg  [7:0]  term_30;
  reg  [7:0]  term_31;
  reg  [7:0]  term_32;
  reg  [7:0]  term_33;
  reg  [7:0]  term_34;
  reg  [7:0]  term_35;
  reg  [7:0]  term_36;
  reg  [7:0]  term_37;
  reg  [7:0]  term_38;
  reg  [7:0]  term_39;
  reg  [7:0]  term_40;
  reg  [7:0]  term_41;
  reg  [7:0]  term_42;
  reg  [7:0]  term_43;
  reg  [7:0]  term_44;
  reg  [7:0]  term_45;
  reg  [7:0]  term_46;
  reg  [7:0]  term_47;
  reg  [7:0]  term_48;
  reg  [8:0]  sum_0_0;
  reg  [8:0]  sum_0_1;
  reg  [8:0]  sum_0_2;
  reg  [8:0]  sum_0_3;
  reg  [8:0]  sum_0_4;
  reg  [8:0]  sum_0_5;
  reg  [8:0]  sum_0_6;
  reg  [8:0]  sum_0_7;
  reg  [8:0]  sum_0_8;
  reg  [8:0]  sum_0_9;
  reg  [8:0]  sum_0_10;
  reg  [8:0]  sum_0_11;
  reg  [8:0]  sum_0_12;
  reg  [8:0]  sum_0_13;
  reg  [8:0]  sum_0_14;
  reg  [8:0]  sum_0_15;
  reg  [8:0]  sum_0_16;
  reg  [8:0]  sum_0_17;
  reg  [8:0]  sum_0_18;
  reg  [8:0]  sum_0_19;
  reg  [8:0]  sum_0_20;
  reg  [8:0]  sum_0_21;
  reg  [8:0]  sum_0_22;
  reg  [8:0]  sum_0_23;
  reg  [7:0]  sum_0_24;
  reg  [9:0]  sum_1_0;
  reg  [9:0]  sum_1_1;
  reg  [9:0]  sum_1_2;
  reg  [9:0]  sum_1_3;
  reg  [9:0]  sum_1_4;
  reg  [9:0]  sum_1_5;
  reg  [9:0]  sum_1_6;
  reg  [9:0]  sum_1_7;
  reg  [9:0]  sum_1_8;
  reg  [9:0]  sum_1_9;
  reg  [9:0]  sum_1_10;
  reg  [9:0]  sum_1_11;
  reg  [7:0]  sum_1_12;
  reg  [10:0] sum_2_0;
  reg  [10:0] sum_2_1;
  reg  [10:0] sum_2_2;
  reg  [10:0] sum_2_3;
  reg  [10:0] sum_2_4;
  reg  [10:0] sum_2_5;
  reg  [7:0]  sum_2_6;
  reg  [11:0] sum_3_0;
  reg  [11:0] sum_3_1;
  reg  [11:0] sum_3_2;
  reg  [7:0]  sum_3_3;
  reg  [12:0] sum_4_0;
  reg  [11:0] sum_4_1;
  reg  [13:0] sum_5_0;
  always @(posedge clock) begin
    if (enable) begin
      term_0 <= _product_0_product;
      term_1 <= _product_1_product;
      term_2 <= _product_2_product;
      term_3 <= _product_3_product;
      term_4 <= _product_4_product;
      term_5 <= _product_5_product;
      term_6 <= _product_6_product;
      term_7 <= _product_7_product;
      term_8 <= _product_8_product;
      term_9 <= _product_9_product;
      term_10 <= _product_10_product;
      term_11 <= _product_11_product;
      term_12 <= _product_12_product;
      term_13 <= _product_13_product;
      term_14 <= _product_14_product;
      term_15 <= _product_15_product;
      term_16 <= _product_16_product;
      term_17 <= _product_17_product;
      term_18 <= _product_18_product;
      term_19 <= _product_19_product;
      term_20 <= _product_20_product;
      term_21 <= _product_21_product;
      term_22 <= _product_22_product;
      term_23 <= _product_23_product;
      term_24 <= _product_24_product;
      term_25 <= _product_25_product;
      term_26 <= _product_26_product;
      term_27 <= _product_27_product;
      term_28 <= _product_28_product;
      term_29 <= _product_29_product;
      term_30 <= _product_30_product;
      term_31 <= _product_31_product;
      term_32 <= _product_32_product;
      term_33 <= _product_33_product;
      term_34 <= _product_34_product;
      term_35 <= _product_35_product;
      term_36 <= _product_36_product;
      term_37 <= _product_37_product;
      term_38 <= _product_38_product;
      term_39 <= _product_39_product;
      term_40 <= _product_40_product;
      term_41 <= _product_41_product;
      term_42 <= _product_42_product;
      term_43 <= _product_43_product;
      term_44 <= _product_44_product;
      term_45 <= _product_45_product;
      term_46 <= _product_46_product;
      term_47 <= _product_47_product;
      term_48 <= _product_48_product;
      sum_0_0 <= {term_0[7], term_0} + {term_1[7], term_1};
      sum_0_1 <= {term_2[7], term_2} + {term_3[7], term_3};
      sum_0_2 <= {term_4[7], term_4} + {term_5[7], term_5};
      sum_0_3 <= {term_6[7], term_6} + {term_7[7], term_7};
      sum_0_4 <= {term_8[7], term_8} + {term_9[7], term_9};
      sum_0_5 <= {term_10[7], term_10} + {term_11[7], term_11};
      sum_0_6 <= {term_12[7], term_12} + {term_13[7], term_13};
      sum_0_7 <= {term_14[7], term_14} + {term_15[7], term_15};
      sum_0_8 <= {term_16[7], term_16} + {term_17[7], term_17};
      sum_0_9 <= {term_18[7], term_18} + {term_19[7], term_19};
      sum_0_10 <= {term_20[7], term_20} + {term_21[7], term_21};
      sum_0_11 <= {term_22[7], term_22} + {term_23[7], term_23};
      sum_0_12 <= {term_24[7], term_24} + {term_25[7], term_25};
      sum_0_13 <= {term_26[7], term_26} + {term_27[7], term_27};
      sum_0_14 <= {term_28[7], term_28} + {term_29[7], term_29};
      sum_0_15 <= {term_30[7], term_30} + {term_31[7], term_31};
      sum_0_16 <= {term_32[7], term_32} + {term_33[7], term_33};
      sum_0_17 <= {term_34[7], term_34} + {term_35[7], term_35};
      sum_0_18 <= {term_36[7], term_36} + {term_37[7], term_37};
      sum_0_19 <= {term_38[7], term_38} + {term_39[7], term_39};
      sum_0_20 <= {term_40[7], term_40} + {term_41[7], term_41};
      sum_0_21 <= {term_42[7], term_42} + {term_43[7], term_43};
      sum_0_22 <= {term_44[7], term_44} + {term_45[7], term_45};
      sum_0_23 <= {term_46[7], term_46} + {term_47[7], term_47};
      sum_0_24 <= term_48;
      sum_1_0 <= {sum_0_0[8], sum_0_0} + {sum_0_1[8], sum_0_1};
      sum_1_1 <= {sum_0_2[8], sum_0_2} + {sum_0_3[8], sum_0_3};
      sum_1_2 <= {sum_0_4[8], sum_0_4} + {sum_0_5[8], sum_0_5};
      sum_1_3 <= {sum_0_6[8], sum_0_6} + {sum_0_7[8], sum_0_7};
      sum_1_4 <= {sum_0_8[8], sum_0_8} + {sum_0_9[8], sum_0_9};
      sum_1_5 <= {sum_0_10[8], sum_0_10} + {sum_0_11[8], sum_0_11};
      sum_1_6 <= {sum_0_12[8], sum_0_12} + {sum_0_13[8], sum_0_13};
      sum_1_7 <= {sum_0_14[8], sum_0_14} + {sum_0_15[8], sum_0_15};
      sum_1_8 <= {sum_0_16[8], sum_0_16} + {sum_0_17[8], sum_0_17};
      sum_1_9 <= {sum_0_18[8], sum_0_18} + {sum_0_19[8], sum_0_19};
      sum_1_10 <= {sum_0_20[8], sum_0_20} + {sum_0_21[8], sum_0_21};
      sum_1_11 <= {sum_0_22[8], sum_0_22} + {sum_0_23[8], sum_0_23};
      sum_1_12 <= sum_0_24;
      sum_2_0 <= {sum_1_0[9], sum_1_0} + {sum_1_1[9], sum_1_1};
      sum_2_1 <= {sum_1_2[9], sum_1_2} + {sum_1_3[9], sum_1_3};
      sum_2_2 <= {sum_1_4[9], sum_1_4} + {sum_1_5[9], sum_1_5};
      sum_2_3 <= {sum_1_6[9], sum_1_6} + {sum_1_7[9], sum_1_7};
      sum_2_4 <= {sum_1_8[9], sum_1_8} + {sum_1_9[9], sum_1_9};
      sum_2_5 <= {sum_1_10[9], sum_1_10} + {sum_1_11[9], sum_1_11};
      sum_2_6 <= sum_1_12;
      sum_3_0 <= {sum_2_0[10], sum_2_0} + {sum_2_1[10], sum_2_1};
      sum_3_1 <= {sum_2_2[10], sum_2_2} + {sum_2_3[10], sum_2_3};
      sum_3_2 <= {sum_2_4[10], sum_2_4} + {sum_2_5[10], sum_2_5};
      sum_3_3 <= sum_2_6;
      sum_4_0 <= {sum_3_0[11], sum_3_0} + {sum_3_1[11], sum_3_1};
      sum_4_1 <= sum_3_2 + {{4{sum_3_3[7]}}, sum_3_3};
      sum_5_0 <= {sum_4_0[12], sum_4_0} + {{2{sum_4_1[11]}}, sum_4_1};
    end
  end // always @(posedge)
  Product_pot3_uint4 product_0 (
    .a       (weights[2:0]),
    .b       (inputs[3:0]),
    .product (_product_0_product)
  );
  Product_pot3_uint4 product_1 (
    .a       (weights[5:3]),
    .b       (inputs[7:4]),
    .product (_product_1_product)
  );
  Product_pot3_uint4 product_2 (
    .a       (weights[8:6]),
    .b       (inputs[11:8]),
    .product (_product_2_product)
  );
  Product_pot3_uint4 product_3 (
    .a       (weights[11:9]),
    .b       (inputs[15:12]),
    .product (_product_3_product)
  );
  Product_pot3_uint4 product_4 (
    .a       (weights[14:12]),
    .b       (inputs[19:16]),
    .product (_product_4_product)
  );
  Product_pot3_uint4 product_5 (
    .a       (weights[17:15]),
    .b       (inputs[23:20]),
    .product (_product_5_product)
  );
  Product_pot3_uint4 product_6 (
    .a       (weights[20:18]),
    .b       (inputs[27:24]),
    .product (_product_6_product)
  );
  Product_pot3_uint4 product_7 (
    .a       (weights[23:21]),
    .b       (inputs[31:28]),
    .product (_product_7_product)
  );
  Product_pot3_uint4 product_8 (
    .a       (weights[26:24]),
    .b       (inputs[35:32]),
    .product (_product_8_product)
  );
  Product_pot3_uint4 product_9 (
    .a       (weights[29:27]),
    .b       (inputs[39:36]),
    .product (_product_9_product)
  );
  Product_pot3_uint4 product_10 (
    .a       (weights[32:30]),
    .b       (inputs[43:40]),
    .product (_product_10_product)
  );
  Product_pot3_uint4 product_11 (
    .a       (weights[35:33]),
    .b       (inputs[47:44]),
    .product (_product_11_product)
  );
  Product_pot3_uint4 product_12 (
    .a       (weights[38:36]),
    .b       (inputs[51:48]),
    .product (_product_12_product)
  );
  Product_pot3_uint4 product_13 (
    .a       (weights[41:39]),
    .b       (inputs[55:52]),
    .product (_product_13_product)
  );
  Product_pot3_uint4 product_14 (
    .a       (weights[44:42]),
    .b       (inputs[59:56]),
    .product (_product_14_product)
  );
  Product_pot3_uint4 product_15 (
    .a       (weights[47:45]),
    .b       (inputs[63:60]),
    .product (_product_15_product)
  );
  Product_pot3_uint4 product_16 (
    .a       (weights[50:48]),
    .b       (inputs[67:64]),
    .product (_product_16_product)
  );
  Product_pot3_uint4 product_17 (
    .a       (weights[53:51]),
    .b       (inputs[71:68]),
    .product (_product_17_product)
  );
  Product_pot3_uint4 product_18 (
    .a       (weights[56:54]),
    .b       (inputs[75:72]),
    .product (_product_18_product)
  );
  Product_pot3_uint4 product_19 (
    .a       (weights[59:57]),
    .b       (inputs[79:76]),
    .product (_product_19_product)
  );
  Product_pot3_uint4 product_20 (
    .a       (weights[62:60]),
    .b       (inputs[83:80]),
    .product (_product_20_product)
  );
  Product_pot3_uint4 product_21 (
    .a       (weights[65:63]),
    .b       (inputs[87:84]),
    .product (_product_21_product)
  );
  Product_pot3_uint4 product_22 (
    .a       (weights[68:66]),
    .b       (inputs[91:88]),
    .product (_product_22_product)
  );
  Product_pot3_uint4 product_23 (
    .a       (weights[71:69]),
    .b       (inputs[95:92]),
    .product (_product_23_product)
  );
  Product_pot3_uint4 product_24 (
    .a       (weights[74:72]),
    .b       (inputs[99:96]),
    .product (_product_24_product)
  );
  Product_pot3_uint4 product_25 (
    .a       (weights[77:75]),
    .b       (inputs[103:100]),
    .product (_product_25_product)
  );
  Product_pot3_uint4 product_26 (
    .a       (weights[80:78]),
    .b       (inputs[107:104]),
    .product (_product_26_product)
  );
  Product_pot3_uint4 product_27 (
    .a       (weights[83:81]),
    .b       (inputs[111:108]),
    .product (_product_27_product)
  );
  Product_pot3_uint4 product_28 (
    .a       (weights[86:84]),
    .b       (inputs[115:112]),
    .product (_product_28_product)
  );
  Product_pot3_uint4 product_29 (
    .a       (weights[89:87]),
    .b       (inputs[119:116]),
    .product (_product_29_product)
  );
  Product_pot3_uint4 product_30 (
    .a       (weights[92:90]),
    .b       (inputs[123:120]),
    .product (_product_30_product)
  );
  Product_pot3_uint4 product_31 (
    .a       (weights[95:93]),
    .b       (inputs[127:124]),
    .product (_product_31_product)
  );
  Product_pot3_uint4 product_32 (
    .a       (weights[98:96]),
    .b       (inputs[131:128]),
    .product (_product_32_product)
  );
  Product_pot3_uint4 product_33 (
    .a       (weights[101:99]),
    .b       (inputs[135:132]),
    .product (_product_33_product)
  );
  Product_pot3_uint4 product_34 (
    .a       (weights[104:102]),
    .b       (inputs[139:136]),
    .product (_product_34_product)
  );
  Product_pot3_uint4 product_35 (
    .a       (weights[107:105]),
    .b       (inputs[143:140]),
    .product (_product_35_product)
  );
  Product_pot3_uint4 product_36 (
    .a       (weights[110:108]),
    .b       (inputs[147:144]),
    .product (_product_36_product)
  );
  Product_pot3_uint4 product_37 (
    .a       (weights[113:111]),
    .b       (inputs[151:148]),
    .product (_product_37_product)
  );
  Product_pot3_uint4 product_38 (
    .a       (weights[116:114]),
    .b       (inputs[155:152]),
    .product (_product_38_product)
  );
  Product_pot3_uint4 product_39 (
    .a       (weights[119:117]),
    .b       (inputs[159:156]),
    .product (_product_39_product)
  );
  Product_pot3_uint4 product_40 (
    .a       (weights[122:120]),
    .b       (inputs[163:160]),
    .product (_product_40_product)
  );
  Product_pot3_uint4 product_41 (
    .a       (weights[125:123]),
    .b       (inputs[167:164]),
    .product (_product_41_product)
  );
  Product_pot3_uint4 product_42 (
    .a       (weights[128:126]),
    .b       (inputs[171:168]),
    .product (_product_42_product)
  );
  Product_pot3_uint4 product_43 (
    .a       (weights[131:129]),
    .b       (inputs[175:172]),
    .product (_product_43_product)
  );
  Product_pot3_uint4 product_44 (
    .a       (weights[134:132]),
    .b       (inputs[179:176]),
    .product (_product_44_product)
  );
  Product_pot3_uint4 product_45 (
    .a       (weights[137:135]),
    .b       (inputs[183:180]),
    .product (_product_45_product)
  );
  Product_pot3_uint4 product_46 (
    .a       (weights[140:138]),
    .b       (inputs[187:184]),
    .product (_product_46_product)
  );
  Product_pot3_uint4 product_47 (
    .a       (weights[143:141]),
    .b       (inputs[191:188]),
    .product (_product_47_product)
  );
  Product_pot3_uint4 product_48 (
    .a       (weights[146:144]),
    .b       (inputs[195:192]),
    .product (_product_48_product)
  );
  assign sum = sum_5_0;
endmodule
