// Behavioural models of the Xilinx cells that Bitwright instantiates, without delays.
// Define BITWRIGHT_VENDOR_CELLS where a library already has them; synthesis tools always do.
`ifdef SYNTHESIS
`define BITWRIGHT_HAS_CELLS
`endif
`ifdef YOSYS
`define BITWRIGHT_HAS_CELLS
`endif
`ifdef BITWRIGHT_VENDOR_CELLS
`define BITWRIGHT_HAS_CELLS
`endif
`ifndef BITWRIGHT_HAS_CELLS
/* verilator lint_off DECLFILENAME */

// Contents are selected by one input after the other: an input that is unknown leaves the output
// known where it does not matter. A LUT6_2 may serve two pipeline stages, one of them still empty.

module LUT1 #(
  parameter [1:0] INIT = 0
) (
  output O,
  input I0
);
  assign O = I0 ? INIT[1] : INIT[0];
endmodule

module LUT2 #(
  parameter [3:0] INIT = 0
) (
  output O,
  input I0, I1
);
  wire [1:0] t1 = I1 ? INIT[3:2] : INIT[1:0];
  assign O = I0 ? t1[1] : t1[0];
endmodule

module LUT3 #(
  parameter [7:0] INIT = 0
) (
  output O,
  input I0, I1, I2
);
  wire [3:0] t2 = I2 ? INIT[7:4] : INIT[3:0];
  wire [1:0] t1 = I1 ? t2[3:2] : t2[1:0];
  assign O = I0 ? t1[1] : t1[0];
endmodule

module LUT4 #(
  parameter [15:0] INIT = 0
) (
  output O,
  input I0, I1, I2, I3
);
  wire [7:0] t3 = I3 ? INIT[15:8] : INIT[7:0];
  wire [3:0] t2 = I2 ? t3[7:4] : t3[3:0];
  wire [1:0] t1 = I1 ? t2[3:2] : t2[1:0];
  assign O = I0 ? t1[1] : t1[0];
endmodule

module LUT5 #(
  parameter [31:0] INIT = 0
) (
  output O,
  input I0, I1, I2, I3, I4
);
  wire [15:0] t4 = I4 ? INIT[31:16] : INIT[15:0];
  wire [7:0] t3 = I3 ? t4[15:8] : t4[7:0];
  wire [3:0] t2 = I2 ? t3[7:4] : t3[3:0];
  wire [1:0] t1 = I1 ? t2[3:2] : t2[1:0];
  assign O = I0 ? t1[1] : t1[0];
endmodule

module LUT6 #(
  parameter [63:0] INIT = 0
) (
  output O,
  input I0, I1, I2, I3, I4, I5
);
  wire [31:0] t5 = I5 ? INIT[63:32] : INIT[31:0];
  wire [15:0] t4 = I4 ? t5[31:16] : t5[15:0];
  wire [7:0] t3 = I3 ? t4[15:8] : t4[7:0];
  wire [3:0] t2 = I2 ? t3[7:4] : t3[3:0];
  wire [1:0] t1 = I1 ? t2[3:2] : t2[1:0];
  assign O = I0 ? t1[1] : t1[0];
endmodule

// O5 reads the lower half of the contents, whatever I5 is.
module LUT6_2 #(
  parameter [63:0] INIT = 0
) (
  output O6, O5,
  input I0, I1, I2, I3, I4, I5
);
  wire [31:0] t5 = I5 ? INIT[63:32] : INIT[31:0];
  wire [15:0] t4 = I4 ? t5[31:16] : t5[15:0];
  wire [7:0] t3 = I3 ? t4[15:8] : t4[7:0];
  wire [3:0] t2 = I2 ? t3[7:4] : t3[3:0];
  wire [1:0] t1 = I1 ? t2[3:2] : t2[1:0];
  assign O6 = I0 ? t1[1] : t1[0];
  wire [31:0] low = INIT[31:0];
  wire [15:0] s4 = I4 ? low[31:16] : low[15:0];
  wire [7:0] s3 = I3 ? s4[15:8] : s4[7:0];
  wire [3:0] s2 = I2 ? s3[7:4] : s3[3:0];
  wire [1:0] s1 = I1 ? s2[3:2] : s2[1:0];
  assign O5 = I0 ? s1[1] : s1[0];
endmodule

// CI comes from the cell below, CYINIT from the fabric; one of them is 0.
module CARRY4 (
  output [3:0] CO, O,
  input CI, CYINIT,
  input [3:0] DI, S
);
  wire c0, c1, c2, c3, c4;
  assign c0 = CI | CYINIT;
  assign c1 = S[0] ? c0 : DI[0];
  assign c2 = S[1] ? c1 : DI[1];
  assign c3 = S[2] ? c2 : DI[2];
  assign c4 = S[3] ? c3 : DI[3];
  assign CO = {c4, c3, c2, c1};
  assign O = S ^ {c3, c2, c1, c0};
endmodule

module CARRY8 #(
  parameter CARRY_TYPE = "SINGLE_CY8"
) (
  output [7:0] CO, O,
  input CI, CI_TOP,
  input [7:0] DI, S
);
  wire c0, c1, c2, c3, c4, c5, c6, c7, c8;
  wire middle = CARRY_TYPE == "DUAL_CY4" ? CI_TOP : c4;
  assign c0 = CI;
  assign c1 = S[0] ? c0 : DI[0];
  assign c2 = S[1] ? c1 : DI[1];
  assign c3 = S[2] ? c2 : DI[2];
  assign c4 = S[3] ? c3 : DI[3];
  assign c5 = S[4] ? middle : DI[4];
  assign c6 = S[5] ? c5 : DI[5];
  assign c7 = S[6] ? c6 : DI[6];
  assign c8 = S[7] ? c7 : DI[7];
  assign CO = {c8, c7, c6, c5, c4, c3, c2, c1};
  assign O = S ^ {c7, c6, c5, middle, c3, c2, c1, c0};
endmodule

module FDRE #(
  parameter [0:0] INIT = 1'b0
) (
  output reg Q,
  input C, CE, D, R
);
  initial Q = INIT;
  always @(posedge C)
    if (R) Q <= 1'b0;
    else if (CE) Q <= D;
endmodule

`endif
