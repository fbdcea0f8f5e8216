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

module LUT1 #(
  parameter [1:0] INIT = 0
) (
  output O,
  input I0
);
  assign O = INIT[I0];
endmodule

module LUT2 #(
  parameter [3:0] INIT = 0
) (
  output O,
  input I0, I1
);
  assign O = INIT[{I1, I0}];
endmodule

module LUT3 #(
  parameter [7:0] INIT = 0
) (
  output O,
  input I0, I1, I2
);
  assign O = INIT[{I2, I1, I0}];
endmodule

module LUT4 #(
  parameter [15:0] INIT = 0
) (
  output O,
  input I0, I1, I2, I3
);
  assign O = INIT[{I3, I2, I1, I0}];
endmodule

module LUT5 #(
  parameter [31:0] INIT = 0
) (
  output O,
  input I0, I1, I2, I3, I4
);
  assign O = INIT[{I4, I3, I2, I1, I0}];
endmodule

module LUT6 #(
  parameter [63:0] INIT = 0
) (
  output O,
  input I0, I1, I2, I3, I4, I5
);
  assign O = INIT[{I5, I4, I3, I2, I1, I0}];
endmodule

// O5 reads the lower half of the contents, whatever I5 is.
module LUT6_2 #(
  parameter [63:0] INIT = 0
) (
  output O6, O5,
  input I0, I1, I2, I3, I4, I5
);
  assign O6 = INIT[{I5, I4, I3, I2, I1, I0}];
  assign O5 = INIT[{1'b0, I4, I3, I2, I1, I0}];
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
