// Packs 2 beats of 1 bits into one of 2 bits, the first in the lowest bits. One narrow beat a
// cycle; a wide beat is offered the cycle after its last part arrived.
module Upsizer_w1_x2(
  input        clock,
               reset,
               in_valid,
  output       in_ready,
  input        in_data,
  output       out_valid,
  input        out_ready,
  output [1:0] out_data
);

  reg        full;
  reg  [1:0] beat;
  reg        part_0;
  reg        position;
  wire       blocked = position & full;
  wire       taken = in_valid & ~blocked;
  wire       complete = taken & position;
  always @(posedge clock) begin
    if (reset) begin
      full <= 1'h0;
      position <= 1'h0;
    end
    else begin
      full <= complete | ~(full & out_ready) & full;
      if (taken)
        position <= ~position & position - 1'h1;
    end
    if (complete)
      beat <= {in_data, part_0};
    if (taken)
      part_0 <= in_data;
  end // always @(posedge)
  assign in_ready = ~blocked;
  assign out_valid = full;
  assign out_data = beat;
endmodule
