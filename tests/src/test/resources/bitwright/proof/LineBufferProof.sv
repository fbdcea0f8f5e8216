// LineBuffer: the n-th word that leaves is the n-th of the walk, or the border; nothing is read
// before it came or after it was overwritten; writer and reader never both wait.
//
// The module Walk is written for each plan: what the layer's definition wants in every step of a
// frame, and, for the lemmas alone, what the registers should hold then. Words are numbered from
// the first of the reader's frame. One word, any, is watched: the first that is written to the
// arbitrary address spot of WatchedRam when choose says so.
module LineBufferProof #(
    parameter IN = 1,
    parameter OUT = 1,
    parameter STEPS = 2,
    parameter FRAME = 2,
    parameter DEPTH = 2,
    parameter PAD = 0,
    parameter STATE = 1,
    parameter ADDRESS = $clog2(DEPTH),
    parameter OFFSET = (128 / DEPTH + 1) * DEPTH
) (
    input wire clock,
    input wire reset,
    input wire in_valid,
    input wire in_ready,
    input wire [IN-1:0] in_data,
    input wire out_valid,
    input wire out_ready,
    input wire [OUT-1:0] out_data,
    input wire read,
    input wire signed [9:0] ahead,
    input wire signed [9:0] room,
    input wire [STATE-1:0] state,
    input wire [ADDRESS-1:0] write_address,
    input wire [ADDRESS-1:0] read_address,
    input wire [IN-1:0] read_data,
    input wire [ADDRESS-1:0] spot,
    input wire [IN-1:0] stored,
    input wire word_valid,
    input wire word_padded,
    input wire head_valid,
    input wire spare_valid,
    input wire [OUT-1:0] head,
    input wire [OUT-1:0] spare
);
  wire started;
  ResetFirst first (.*);
  StreamRules #(.WIDTH(OUT)) rules (
      .valid(out_valid), .ready(out_ready), .data(out_data), .*);

  reg [9:0] step;
  wire signed [9:0] want;
  wire signed [9:0] position;
  wire signed [9:0] oldest;
  wire signed [9:0] kept_from;
  wire signed [9:0] needed;
  wire [STATE-1:0] expected_state;
  Walk walk (.*);

  (* anyseq *) wire choose;
  reg signed [9:0] lead;
  reg signed [9:0] base;
  reg may_watch;
  reg watching;
  reg signed [9:0] index;
  reg [IN-1:0] watched;
  wire enters = in_valid & in_ready;
  wire leaves = out_valid & out_ready;
  wire ends = read & step == STEPS - 1;
  wire signed [9:0] back = ends ? FRAME : 0;
  wire signed [9:0] next_base = base + FRAME % DEPTH;

  // What is on its way out, the oldest lowest: whether it is border, whether it is the watched word.
  reg [1:0] held;
  reg [2:0] pads;
  reg [2:0] dues;
  wire border = want < 0;
  wire due = watching & ~border & want == index;
  wire [1:0] left = held - leaves;

  reg [7:0] silent;
  wire can_step = border | want < lead;

  always @(posedge clock) begin
    if (read) step <= ends ? 0 : step + 1;
    lead <= lead + (enters ? 10'sd1 : 10'sd0) - back;
    if (ends) base <= next_base < DEPTH ? next_base : next_base - DEPTH;
    if (ends) begin
      index <= index - FRAME;
      if (index < FRAME) watching <= 0;
    end
    if (enters & choose & may_watch & write_address == spot & lead - back >= 0) begin
      may_watch <= 0;
      watching <= 1;
      index <= lead - back;
      watched <= in_data;
    end
    held <= left + read;
    pads <= leaves ? pads >> 1 : pads;
    dues <= leaves ? dues >> 1 : dues;
    if (read) begin
      pads[left] <= border;
      dues[left] <= due;
    end
    silent <= out_valid | held == 0 & ~can_step ? 0 : silent + 1;
    if (reset) begin
      step <= 0;
      lead <= 0;
      base <= 0;
      may_watch <= 1;
      watching <= 0;
      held <= 0;
      silent <= 0;
    end
  end

  wire rule_count_kept = ~leaves | held != 0;
  wire rule_capacity_kept = ~read | left < 3;
  wire rule_only_what_came = ~read | can_step;
  wire rule_order_kept = ~out_valid | ~dues[0] | out_data == watched;
  wire rule_border_kept = ~out_valid | ~pads[0] | out_data == PAD;
  wire rule_valid_waits_for_nothing = held == 0 & ~can_step | out_valid | silent < 2;
  wire rule_never_stuck = in_ready | can_step;

  wire [9:0] writes_to = (OFFSET + base + lead) % DEPTH;
  wire [9:0] reads_from = (OFFSET + base + position) % DEPTH;
  wire [9:0] lies_at = (OFFSET + base + index) % DEPTH;
  wire [1:0] queued = head_valid + spare_valid;

  wire lemma_walk = step < STEPS & state == expected_state & base >= 0 & base < DEPTH;
  wire lemma_ahead = ahead == lead - position - 1;
  wire lemma_room = room == DEPTH - 1 - (lead - oldest);
  wire lemma_lead = lead > needed & lead - kept_from <= DEPTH & lead < 128;
  wire lemma_addresses = write_address == writes_to & read_address == reads_from;
  wire lemma_index = ~watching | ~may_watch & index >= 0 & index < lead & spot == lies_at;
  wire lemma_stored = ~watching | index < lead - DEPTH | stored == watched;
  wire lemma_may_watch = ~may_watch | ~|(dues & ((1 << held) - 1));
  wire lemma_held = held == queued + word_valid & (head_valid | ~spare_valid);
  wire lemma_head = ~head_valid
      | (~dues[0] | head == watched) & (~pads[0] | head == PAD);
  wire lemma_spare = ~spare_valid
      | (~dues[1] | spare == watched) & (~pads[1] | spare == PAD);
  wire lemma_word = ~word_valid
      | word_padded == pads[queued] & (~dues[queued] | ~pads[queued] & read_data == watched);
  wire lemma_silent = head_valid | held == 0 & ~can_step | silent <= word_valid;

  always @*
    if (started) begin
      assert (rule_count_kept);
      assert (rule_capacity_kept);
      assert (rule_only_what_came);
      assert (rule_order_kept);
      assert (rule_border_kept);
      assert (rule_valid_waits_for_nothing);
      assert (rule_never_stuck);
      assert (lemma_walk);
      assert (lemma_ahead);
      assert (lemma_room);
      assert (lemma_lead);
      assert (lemma_addresses);
      assert (lemma_index);
      assert (lemma_stored);
      assert (lemma_may_watch);
      assert (lemma_held);
      assert (lemma_head);
      assert (lemma_spare);
      assert (lemma_word);
      assert (lemma_silent);
    end
endmodule
