// ConcatUnit: of every pixel the beats of map 0, then those of map 1 and so on; each beat once.
// SOURCES has, four bits each, the map of every beat of a joined pixel, the first in the lowest.
module ConcatUnitProof #(
    parameter WIDTH = 1,
    parameter MAPS = 2,
    parameter BEATS = 2,
    parameter SOURCES = 8'h10
) (
    input wire clock,
    input wire reset,
    input wire [MAPS-1:0] in_valid,
    input wire [MAPS-1:0] in_ready,
    input wire [MAPS*WIDTH-1:0] in_data,
    input wire out_valid,
    input wire out_ready,
    input wire [WIDTH-1:0] out_data,
    input wire [31:0] beat,
    input wire head_valid,
    input wire spare_valid,
    input wire [WIDTH-1:0] head,
    input wire [WIDTH-1:0] spare
);
  wire started;
  ResetFirst first (.*);
  StreamRules #(.WIDTH(WIDTH)) rules (
      .valid(out_valid), .ready(out_ready), .data(out_data), .*);

  reg [31:0] turn;
  wire [3:0] source = SOURCES >> (4 * turn);
  wire valid = in_valid >> source;
  wire ready = in_ready >> source;
  always @(posedge clock) begin
    if (valid & ready) turn <= turn == BEATS - 1 ? 0 : turn + 1;
    if (reset) turn <= 0;
  end

  (* anyseq *) wire choose;
  wire [1:0] held;
  wire watching;
  wire [1:0] ahead;
  wire [WIDTH-1:0] watched;
  wire [7:0] silent;
  StreamOrder #(.ELEMENT(WIDTH), .CAPACITY(2)) order (
      .lane(2'd0),
      .in_valid(valid),
      .in_ready(ready),
      .in_data(in_data[source*WIDTH+:WIDTH]),
      .*);

  wire rule_only_in_turn = (in_ready & ~(1 << source)) == 0;
  wire lemma_turn = turn == beat & turn < BEATS;
  wire lemma_head_first = ~spare_valid | head_valid;
  wire lemma_held = held == head_valid + spare_valid;
  wire lemma_ahead = ~watching | ahead < held;
  wire lemma_watched = ~watching | (ahead == 0 ? head : spare) == watched;
  always @*
    if (started) begin
      assert (rule_only_in_turn);
      assert (lemma_turn);
      assert (lemma_head_first);
      assert (lemma_held);
      assert (lemma_ahead);
      assert (lemma_watched);
    end
endmodule
