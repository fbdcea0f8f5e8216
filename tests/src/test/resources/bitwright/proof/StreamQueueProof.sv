// StreamQueue: the rules of its output, and that it is a queue of two.
module StreamQueueProof #(
    parameter WIDTH = 1
) (
    input wire clock,
    input wire reset,
    input wire in_valid,
    input wire in_ready,
    input wire [WIDTH-1:0] in_data,
    input wire out_valid,
    input wire out_ready,
    input wire [WIDTH-1:0] out_data,
    input wire head_valid,
    input wire spare_valid,
    input wire [WIDTH-1:0] head,
    input wire [WIDTH-1:0] spare
);
  wire started;
  ResetFirst first (clock, reset, started);
  StreamRules #(.WIDTH(WIDTH)) rules (
      clock, reset, started, out_valid, out_ready, out_data);

  (* anyseq *) wire choose;
  wire [1:0] held;
  wire watching;
  wire [1:0] ahead;
  wire [WIDTH-1:0] watched;
  wire [7:0] silent;
  StreamOrder #(.ELEMENT(WIDTH), .CAPACITY(2)) order (
      .lane(2'd0), .*);

  wire lemma_head_first = ~spare_valid | head_valid;
  wire lemma_held = held == head_valid + spare_valid;
  wire lemma_ahead = ~watching | ahead < held;
  wire lemma_watched = ~watching | (ahead == 0 ? head : spare) == watched;
  always @*
    if (started) begin
      assert (lemma_head_first);
      assert (lemma_held);
      assert (lemma_ahead);
      assert (lemma_watched);
    end
endmodule
