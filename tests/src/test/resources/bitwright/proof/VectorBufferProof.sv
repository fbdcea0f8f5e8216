// VectorBuffer: a vector of WORDS beats that came in is read REPLAYS times, word by word in order,
// and then makes room; never sooner than it is whole, never overwritten before it is done.
//
// Some word of some vector, any, is watched: the one that is written to the arbitrary address spot
// of WatchedRam when choose says so. ahead counts the words of the buffer before it.
module VectorBufferProof #(
    parameter WIDTH = 1,
    parameter WORDS = 2,
    parameter REPLAYS = 2,
    parameter ADDRESS = $clog2(2 * WORDS),
    parameter COUNT = $clog2(2 * WORDS + 1) + 1,
    parameter WORD = WORDS > 1 ? $clog2(WORDS) : 1,
    parameter TURN = REPLAYS > 1 ? $clog2(REPLAYS) : 1
) (
    input wire clock,
    input wire reset,
    input wire in_valid,
    input wire in_ready,
    input wire [WIDTH-1:0] in_data,
    input wire advance,
    input wire available,
    input wire [WIDTH-1:0] data,
    input wire [1:0] filled,
    input wire write_bank,
    input wire read_bank,
    input wire [WORD-1:0] write_word,
    input wire [WORD-1:0] read_word,
    input wire [TURN-1:0] replay,
    input wire [ADDRESS-1:0] write_address,
    input wire [ADDRESS-1:0] read_address,
    input wire [ADDRESS-1:0] spot,
    input wire [WIDTH-1:0] stored
);
  wire started;
  ResetFirst first (.*);
  (* anyseq *) wire choose;

  wire enters = in_valid & in_ready;
  wire reads = advance & available;
  reg [COUNT-1:0] held;
  reg [COUNT-1:0] word;
  reg [TURN-1:0] turn;
  wire turned = reads & word == WORDS - 1;
  wire released = turned & turn == REPLAYS - 1;
  reg watching;
  reg [COUNT-1:0] ahead;
  reg [WIDTH-1:0] watched;
  reg due;
  reg [WIDTH-1:0] expected;
  reg after_reset;
  reg was_available;

  always @(posedge clock) begin
    held <= held + enters - (released ? WORDS : 0);
    if (reads) word <= turned ? 0 : word + 1;
    if (turned) turn <= released ? 0 : turn + 1;
    if (released) begin
      if (ahead < WORDS) watching <= 0;
      else ahead <= ahead - WORDS;
    end
    if (enters & choose & write_address == spot & ~watching) begin
      watching <= 1;
      ahead <= held - (released ? WORDS : 0);
      watched <= in_data;
    end
    if (reads) begin
      due <= watching & ahead == word;
      expected <= watched;
    end
    after_reset <= reset;
    was_available <= available & ~reset & ~advance;
    if (reset) begin
      held <= 0;
      word <= 0;
      turn <= 0;
      watching <= 0;
      due <= 0;
    end
  end

  wire rule_nothing_offered_in_reset = ~(after_reset & available);
  wire rule_valid_stays = ~was_available | available;
  wire rule_capacity_kept = held <= 2 * WORDS;
  wire rule_only_whole_vectors = available == (held >= WORDS);
  wire rule_room_is_used = in_ready == (held < 2 * WORDS);
  wire rule_order_kept = ~due | data == expected;
  wire rule_no_read_of_a_word_being_written = ~(reads & enters & read_address == write_address);

  wire [COUNT-1:0] second = ahead < WORDS ? ahead : ahead - WORDS;
  wire bank = ahead < WORDS ? read_bank : ~read_bank;
  wire lemma_filled = filled <= 2 & write_word < WORDS & held == filled * WORDS + write_word;
  wire lemma_read = word == read_word & word < WORDS & turn == replay & turn < REPLAYS;
  wire lemma_banks = write_bank ^ read_bank == filled[0];
  wire lemma_addresses = write_address == (write_bank ? WORDS : 0) + write_word
      & read_address == (read_bank ? WORDS : 0) + read_word;
  wire lemma_ahead = ~watching | ahead < held & spot == (bank ? WORDS : 0) + second;
  wire lemma_watched = ~watching | stored == watched;

  always @*
    if (started) begin
      assert (rule_nothing_offered_in_reset);
      assert (rule_valid_stays);
      assert (rule_capacity_kept);
      assert (rule_only_whole_vectors);
      assert (rule_room_is_used);
      assert (rule_order_kept);
      assert (rule_no_read_of_a_word_being_written);
      assert (lemma_filled);
      assert (lemma_read);
      assert (lemma_banks);
      assert (lemma_addresses);
      assert (lemma_ahead);
      assert (lemma_watched);
    end
endmodule
