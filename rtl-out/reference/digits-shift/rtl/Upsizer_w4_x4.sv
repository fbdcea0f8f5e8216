// Packs 4 beats of 4 bits into one of 16 bits, the first in the lowest bits. One narrow beat a
// cycle; a wide beat is offered the cycle after its last part arrived.
module Upsizer_w4_x4(
  input         clock,
                reset,
                in_valid,
  output        in_ready,
  input  [3:0]  in_data,
  output        out_valid,
  input         out_ready,
  output [15:0] out_data
);

  reg         full;
  reg  [15:0] beat;
  reg  [3:0]  part_0;
  reg  [3:0]  part_1;
  reg  [3:0]  part_2;
  reg  [1:0]  position;
  wire        position_last = &position;
  wire        blocked = position_last & full;
  wire        taken = in_valid & ~blocked;
  wire        complete = taken & position_last;
  always @(posedge clock) begin
    if (reset) begin
      full <= 1'h0;
      position <= 2'h0;
    end
    else begin
      full <= complete | ~(full & out_ready) & full;
      if (taken)
        position <= position_last ? 2'h0 : position + 2'h1;
    end
    if (complete)
      beat <= {in_data, part_2, part_1, part_0};
    if (taken) begin
      part_0 <= part_1;
      part_1 <= part_2;
      part_2 <= in_data;
    end
  end // always @(posedge)
  assign in_ready = ~blocked;
  assign out_valid = full;
  assign out_data = beat;
endmodule
