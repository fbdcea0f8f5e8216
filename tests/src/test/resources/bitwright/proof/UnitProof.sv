// A unit that computes: the rules of its output, and that every STEPS steps give one result, no more
// and no fewer. A beat that enters brings REPLAYS steps, for a buffer that replays it or for itself.
module UnitProof #(
    parameter WIDTH = 1,
    parameter STEPS = 1,
    parameter REPLAYS = 1,
    parameter MOST = 1,
    parameter COUNT = $clog2(MOST + 1) + 1
) (
    input wire clock,
    input wire reset,
    input wire enters,
    input wire out_valid,
    input wire out_ready,
    input wire [WIDTH-1:0] out_data,
    input wire [COUNT-1:0] inside,
    input wire in_range
);
  wire started;
  ResetFirst first (.*);
  StreamRules #(.WIDTH(WIDTH)) rules (
      .valid(out_valid), .ready(out_ready), .data(out_data), .*);

  wire leaves = out_valid & out_ready;
  reg [COUNT-1:0] owed;
  always @(posedge clock) begin
    owed <= owed + (enters ? REPLAYS : 0) - (leaves ? STEPS : 0);
    if (reset) owed <= 0;
  end

  wire rule_count_kept = ~out_valid | owed >= STEPS;
  wire rule_capacity_kept = owed <= MOST;
  wire lemma_inside = owed == inside;
  wire lemma_range = in_range;

  always @*
    if (started) begin
      assert (rule_count_kept);
      assert (rule_capacity_kept);
      assert (lemma_inside);
      assert (lemma_range);
    end
endmodule
