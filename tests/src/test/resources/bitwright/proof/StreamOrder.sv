// What enters a stream block leaves it, once and in order. Beats of IN elements enter, beats of
// OUT elements leave, the lowest bits first; at most CAPACITY elements are inside, and while ROOM
// would not be exceeded another beat is taken.
//
// One element, any, is watched: choose and lane are free, so a proof for the watched element is a
// proof for all. ahead counts the elements that must leave before it.
module StreamOrder #(
    parameter ELEMENT = 1,
    parameter IN = 1,
    parameter OUT = 1,
    parameter CAPACITY = 2,
    parameter ROOM = CAPACITY,
    parameter DELAY = 0,
    parameter COUNT = $clog2(CAPACITY + 1)
) (
    input wire clock,
    input wire reset,
    input wire started,
    input wire in_valid,
    input wire in_ready,
    input wire [IN*ELEMENT-1:0] in_data,
    input wire out_valid,
    input wire out_ready,
    input wire [OUT*ELEMENT-1:0] out_data,
    input wire choose,
    input wire [COUNT-1:0] lane,
    output reg [COUNT-1:0] held,
    output reg watching,
    output reg [COUNT-1:0] ahead,
    output reg [ELEMENT-1:0] watched,
    output reg [7:0] silent
);
  wire enters = in_valid & in_ready;
  wire leaves = out_valid & out_ready;
  wire [COUNT:0] after = held + (enters ? IN : 0) - (leaves ? OUT : 0);
  wire next = watching & ahead < OUT;

  always @(posedge clock) begin
    held <= after[COUNT-1:0];
    silent <= out_valid | held < OUT ? 0 : silent + 1;
    if (leaves) begin
      if (next) watching <= 0;
      else ahead <= ahead - OUT;
    end
    if (enters & choose & lane < IN & (~watching | leaves & next)) begin
      watching <= 1;
      ahead <= held - (leaves ? OUT : 0) + lane;
      watched <= in_data >> (lane * ELEMENT);
    end
    if (reset) begin
      held <= 0;
      silent <= 0;
      watching <= 0;
    end
  end

  wire [ELEMENT-1:0] given = out_data >> (ahead * ELEMENT);
  // Nothing is given that was not taken, and no more is taken than there is room for.
  wire rule_count_kept = ~leaves | held >= OUT;
  wire rule_capacity_kept = after <= CAPACITY;
  wire rule_order_kept = ~(out_valid & next) | given == watched;
  // Whatever the consumer does, a whole beat is on offer DELAY cycles after it was first inside.
  wire rule_valid_waits_for_nothing = held < OUT | out_valid | silent < DELAY;
  wire rule_room_is_used = held + IN > ROOM | in_ready;

  always @*
    if (started) begin
      assert (rule_count_kept);
      assert (rule_capacity_kept);
      assert (rule_order_kept);
      assert (rule_valid_waits_for_nothing);
      assert (rule_room_is_used);
    end
endmodule
