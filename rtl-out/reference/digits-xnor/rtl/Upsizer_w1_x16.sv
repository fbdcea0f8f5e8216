// Packs 16 beats of 1 bits into one of 16 bits, the first in the lowest bits. One narrow beat a
// cycle; a wide beat is offered the cycle after its last part arrived.
module Upsizer_w1_x16(
  input         clock,
                reset,
                in_valid,
  output        in_ready,
  input         in_data,
  output        out_valid,
  input         out_ready,
  output [15:0] out_data
);

  reg         full;
  reg  [15:0] beat;
  reg         part_0;
  reg         part_1;
  reg         part_2;
  reg         part_3;
  reg         part_4;
  reg         part_5;
  reg         part_6;
  reg         part_7;
  reg         part_8;
  reg         part_9;
  reg         part_10;
  reg         part_11;
  reg         part_12;
  reg         part_13;
  reg         part_14;
  reg  [3:0]  position;
  wire        position_last = &position;
  wire        blocked = position_last & full;
  wire        taken = in_valid & ~blocked;
  wire        complete = taken & position_last;
  always @(posedge clock) begin
    if (reset) begin
      full <= 1'h0;
      position <= 4'h0;
    end
    else begin
      full <= complete | ~(full & out_ready) & full;
      if (taken)
        position <= position_last ? 4'h0 : position + 4'h1;
    end
    if (complete)
      beat <=
        {in_data,
         part_14,
         part_13,
         part_12,
         part_11,
         part_10,
         part_9,
         part_8,
         part_7,
         part_6,
         part_5,
         part_4,
         part_3,
         part_2,
         part_1,
         part_0};
    if (taken) begin
      part_0 <= part_1;
      part_1 <= part_2;
      part_2 <= part_3;
      part_3 <= part_4;
      part_4 <= part_5;
      part_5 <= part_6;
      part_6 <= part_7;
      part_7 <= part_8;
      part_8 <= part_9;
      part_9 <= part_10;
      part_10 <= part_11;
      part_11 <= part_12;
      part_12 <= part_13;
      part_13 <= part_14;
      part_14 <= in_data;
    end
  end // always @(posedge)
  assign in_ready = ~blocked;
  assign out_valid = full;
  assign out_data = beat;
endmodule
