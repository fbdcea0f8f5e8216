// Downsizer: the rules of its output, and that it splits a beat into FACTOR, in order.
module DownsizerProof #(
    parameter WIDTH = 1,
    parameter FACTOR = 2,
    parameter COUNT = $clog2(FACTOR + 1)
) (
    input wire clock,
    input wire reset,
    input wire in_valid,
    input wire in_ready,
    input wire [FACTOR*WIDTH-1:0] in_data,
    input wire out_valid,
    input wire out_ready,
    input wire [WIDTH-1:0] out_data,
    input wire busy,
    input wire [FACTOR*WIDTH-1:0] rest,
    input wire [$clog2(FACTOR)-1:0] position
);
  wire started;
  ResetFirst first (.*);
  StreamRules #(.WIDTH(WIDTH)) rules (
      .valid(out_valid), .ready(out_ready), .data(out_data), .*);

  (* anyseq *) wire choose;
  (* anyseq *) wire [COUNT-1:0] lane;
  wire [COUNT-1:0] held;
  wire watching;
  wire [COUNT-1:0] ahead;
  wire [WIDTH-1:0] watched;
  wire [7:0] silent;
  StreamOrder #(.ELEMENT(WIDTH), .IN(FACTOR), .CAPACITY(FACTOR)) order (.*);

  wire [WIDTH-1:0] stored = rest >> (ahead * WIDTH);

  wire lemma_position = position < FACTOR & (busy | position == 0);
  wire lemma_held = held == (busy ? FACTOR - position : 0);
  wire lemma_ahead = ~watching | ahead < held;
  wire lemma_watched = ~watching | stored == watched;
  always @*
    if (started) begin
      assert (lemma_position);
      assert (lemma_held);
      assert (lemma_ahead);
      assert (lemma_watched);
    end
endmodule
