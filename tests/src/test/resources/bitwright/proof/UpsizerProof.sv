// Upsizer: the rules of its output, and that it packs FACTOR beats into one, in order.
module UpsizerProof #(
    parameter WIDTH = 1,
    parameter FACTOR = 2,
    parameter COUNT = $clog2(2 * FACTOR)
) (
    input wire clock,
    input wire reset,
    input wire in_valid,
    input wire in_ready,
    input wire [WIDTH-1:0] in_data,
    input wire out_valid,
    input wire out_ready,
    input wire [FACTOR*WIDTH-1:0] out_data,
    input wire full,
    input wire [FACTOR*WIDTH-1:0] beat,
    input wire [$clog2(FACTOR)-1:0] position,
    input wire [(FACTOR-1)*WIDTH-1:0] parts
);
  wire started;
  ResetFirst first (.*);
  StreamRules #(.WIDTH(FACTOR * WIDTH)) rules (
      .valid(out_valid), .ready(out_ready), .data(out_data), .*);

  (* anyseq *) wire choose;
  wire [COUNT-1:0] held;
  wire watching;
  wire [COUNT-1:0] ahead;
  wire [WIDTH-1:0] watched;
  wire [7:0] silent;
  StreamOrder #(.ELEMENT(WIDTH), .OUT(FACTOR), .CAPACITY(2 * FACTOR - 1)) order (
      .lane({COUNT{1'b0}}), .*);

  // The element after the full beat's is the oldest of the position newest parts.
  wire [COUNT-1:0] behind = ahead - (full ? FACTOR : 0);
  wire [COUNT-1:0] place = FACTOR - 1 - position + behind;
  wire [WIDTH-1:0] stored = full & ahead < FACTOR
      ? beat >> (ahead * WIDTH) : parts >> (place * WIDTH);

  wire lemma_position = position < FACTOR;
  wire lemma_held = held == position + (full ? FACTOR : 0);
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
