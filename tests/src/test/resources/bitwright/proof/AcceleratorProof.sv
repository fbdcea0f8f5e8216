// A whole accelerator: the rules of m_axis, and what s_axis promises in reset.
module AcceleratorProof #(
    parameter WIDTH = 8,
    parameter USED = 8,
    parameter BEATS = 1
) (
    input wire clock,
    input wire reset,
    input wire s_axis_tready,
    input wire m_axis_tvalid,
    input wire m_axis_tready,
    input wire [WIDTH-1:0] m_axis_tdata,
    input wire m_axis_tlast,
    input wire [31:0] beat
);
  wire started;
  ResetFirst first (.*);
  StreamRules #(.WIDTH(WIDTH + 1)) rules (
      .valid(m_axis_tvalid), .ready(m_axis_tready), .data({m_axis_tlast, m_axis_tdata}), .*);

  reg after_reset;
  reg [31:0] given;
  always @(posedge clock) begin
    after_reset <= reset;
    if (m_axis_tvalid & m_axis_tready) given <= given == BEATS - 1 ? 0 : given + 1;
    if (reset) given <= 0;
  end

  wire rule_nothing_taken_in_reset = ~(after_reset & s_axis_tready);
  wire rule_last_ends_every_image = ~m_axis_tvalid | m_axis_tlast == (given == BEATS - 1);
  wire rule_padding_is_zero = m_axis_tdata >> USED == 0;
  wire lemma_beat = given == beat & beat < BEATS;

  always @*
    if (started) begin
      assert (rule_nothing_taken_in_reset);
      assert (rule_last_ends_every_image);
      assert (rule_padding_is_zero);
      assert (lemma_beat);
    end
endmodule
