// Fork: every consumer is given every beat once, in order, as soon as it comes, whatever the other
// consumers do. The producer is assumed to keep the rules of streams.
module ForkProof #(
    parameter WIDTH = 1,
    parameter CONSUMERS = 2
) (
    input wire clock,
    input wire reset,
    input wire in_valid,
    input wire in_ready,
    input wire [WIDTH-1:0] in_data,
    input wire [CONSUMERS-1:0] out_valid,
    input wire [CONSUMERS-1:0] out_ready,
    input wire [CONSUMERS*WIDTH-1:0] out_data,
    input wire [CONSUMERS-1:0] taken
);
  wire started;
  ResetFirst first (.*);

  reg after_reset;
  reg waiting;
  reg [WIDTH-1:0] offered;
  always @(posedge clock) begin
    after_reset <= reset;
    waiting <= in_valid & ~in_ready & ~reset;
    offered <= in_data;
  end
  always @*
    if (started) begin
      assume (~(after_reset & in_valid));
      assume (~waiting | in_valid & in_data == offered);
    end

  // A consumer that has the beat on offer already leads by one.
  reg [CONSUMERS-1:0] leads;
  wire [CONSUMERS-1:0] takes = out_valid & out_ready;
  always @(posedge clock) begin
    if (in_valid & in_ready) leads <= 0;
    else leads <= leads | takes;
    if (reset) leads <= 0;
  end

  wire rule_once = ~|(out_valid & leads);
  wire rule_all_have_it = ~(in_valid & in_ready) | &(leads | takes);
  wire rule_valid_waits_for_nothing = ~in_valid | &(leads | out_valid);
  wire rule_only_what_came = in_valid | ~|out_valid;
  wire rule_room_is_used = ~&(leads | takes) | in_ready;
  wire lemma_taken = leads == taken;

  always @*
    if (started) begin
      assert (rule_once);
      assert (rule_all_have_it);
      assert (rule_valid_waits_for_nothing);
      assert (rule_only_what_came);
      assert (rule_room_is_used);
      assert (lemma_taken);
    end

  genvar i;
  generate
    for (i = 0; i < CONSUMERS; i = i + 1) begin : out
      StreamRules #(.WIDTH(WIDTH)) rules (
          .valid(out_valid[i]), .ready(out_ready[i]), .data(out_data[i*WIDTH+:WIDTH]), .*);
      wire rule_same_beat = ~out_valid[i] | out_data[i*WIDTH+:WIDTH] == in_data;
      always @* if (started) begin
        assert (rule_same_beat);
      end
    end
  endgenerate
endmodule
