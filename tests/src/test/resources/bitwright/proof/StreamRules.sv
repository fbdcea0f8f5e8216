// Rules of whoever offers beats on a ready/valid stream.
module StreamRules #(
    parameter WIDTH = 1
) (
    input wire clock,
    input wire reset,
    input wire started,
    input wire valid,
    input wire ready,
    input wire [WIDTH-1:0] data
);
  reg after_reset;
  reg waiting;
  reg [WIDTH-1:0] offered;
  always @(posedge clock) begin
    after_reset <= reset;
    waiting <= valid & ~ready & ~reset;
    offered <= data;
  end

  // From the second cycle of reset to the first cycle after it, both included.
  wire rule_nothing_offered_in_reset = ~(started & after_reset & valid);
  wire rule_valid_stays = ~(started & waiting) | valid;
  wire rule_data_stays = ~(started & waiting) | data == offered;

  always @* begin
    assert (rule_nothing_offered_in_reset);
    assert (rule_valid_stays);
    assert (rule_data_stays);
  end
endmodule
