// A proof starts from any state whatever, with one cycle of reset; reset may return at any time.
module ResetFirst (
    input wire clock,
    input wire reset,
    output reg started
);
  initial started = 0;
  always @(posedge clock) started <= 1;
  always @* assume (started | reset);
endmodule
