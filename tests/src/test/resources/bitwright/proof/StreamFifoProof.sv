// StreamFifo: the rules of its output, and that it is a queue of DEPTH beats and the three behind.
module StreamFifoProof #(
    parameter WIDTH = 1,
    parameter DEPTH = 2,
    parameter ADDRESS = $clog2(DEPTH),
    parameter COUNT = $clog2(DEPTH + 4)
) (
    input wire clock,
    input wire reset,
    input wire in_valid,
    input wire in_ready,
    input wire [WIDTH-1:0] in_data,
    input wire out_valid,
    input wire out_ready,
    input wire [WIDTH-1:0] out_data,
    input wire [$clog2(DEPTH + 1)-1:0] stored,
    input wire full,
    input wire waiting,
    input wire word_valid,
    input wire [ADDRESS-1:0] write_address,
    input wire [ADDRESS-1:0] read_address,
    input wire [WIDTH-1:0] read_data,
    input wire [ADDRESS-1:0] spot,
    input wire [WIDTH-1:0] kept,
    input wire head_valid,
    input wire spare_valid,
    input wire [WIDTH-1:0] head,
    input wire [WIDTH-1:0] spare
);
  wire started;
  ResetFirst first (.*);
  StreamRules #(.WIDTH(WIDTH)) rules (
      .valid(out_valid), .ready(out_ready), .data(out_data), .*);

  (* anyseq *) wire pick;
  wire choose = pick & write_address == spot;
  wire [COUNT-1:0] held;
  wire watching;
  wire [COUNT-1:0] ahead;
  wire [WIDTH-1:0] watched;
  wire [7:0] silent;
  StreamOrder #(.ELEMENT(WIDTH), .CAPACITY(DEPTH + 3), .ROOM(DEPTH + 1), .DELAY(2), .COUNT(COUNT))
  order (.lane({COUNT{1'b0}}), .*);

  wire [1:0] queued = head_valid + spare_valid;
  wire [1:0] behind = queued + word_valid;
  wire [COUNT:0] place = read_address + ahead - behind;
  wire [COUNT:0] end_of_memory = read_address + stored;

  wire lemma_head_first = ~spare_valid | head_valid;
  wire lemma_flags = stored <= DEPTH & full == (stored == DEPTH) & waiting == (stored != 0);
  wire lemma_addresses = write_address < DEPTH & read_address < DEPTH
      & write_address == (end_of_memory < DEPTH ? end_of_memory : end_of_memory - DEPTH);
  wire lemma_held = held == stored + behind;
  wire lemma_behind = stored < 2 | behind != 0;
  wire lemma_silent = held == 0 | head_valid | silent <= word_valid;
  wire lemma_ahead = ~watching | ahead < held;
  wire lemma_queued = ~watching | ahead >= queued | (ahead == 0 ? head : spare) == watched;
  wire lemma_word = ~watching | ahead != queued | ~word_valid | read_data == watched;
  wire lemma_memory = ~watching | ahead < behind
      | spot == (place < DEPTH ? place : place - DEPTH) & kept == watched;

  always @*
    if (started) begin
      assert (lemma_head_first);
      assert (lemma_flags);
      assert (lemma_addresses);
      assert (lemma_held);
      assert (lemma_behind);
      assert (lemma_silent);
      assert (lemma_ahead);
      assert (lemma_queued);
      assert (lemma_word);
      assert (lemma_memory);
    end
endmodule
