package bitwright.proof;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Window;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.WindowPlan;
import bitwright.hw.engine.Downsizer;
import bitwright.hw.engine.Fork;
import bitwright.hw.engine.StreamFifo;
import bitwright.hw.engine.StreamQueue;
import bitwright.hw.engine.Upsizer;
import bitwright.hw.engine.VectorBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block and faults in it, at least one for every rule.
 *
 * @param block the block, right
 * @param bugs its faults
 */
record PlantedBugs(StreamBlock block, List<PlantedBug> bugs) {

  /** Faults of every kind of block. */
  static Stream<PlantedBugs> all() {
    return Stream.of(
        queue(),
        fifo(),
        upsizer(),
        downsizer(),
        vectorBuffer(),
        memory(),
        fork(),
        concat(),
        window(),
        unit());
  }

  private PlantedBugs(StreamBlock block) {
    this(block, new ArrayList<>());
  }

  /** Faults of a whole accelerator, in its top and in the queue that feeds the pins. */
  static PlantedBugs accelerator(StreamBlock sums) {
    return new PlantedBugs(sums)
        .bug(
            "beats are taken in reset",
            " & awake;\n  assign m_axis_tvalid",
            ";\n  assign m_axis_tvalid",
            "nothing_taken_in_reset")
        .bug(
            "tlast comes early",
            "m_axis_tlast = beat;",
            "m_axis_tlast = ~beat;",
            "last_ends_every_image")
        .bug("padding is not zero", "{3'h0, _mvu", "{3'h4, _mvu", "padding_is_zero")
        .inQueue(
            5,
            "the beat on offer is not held",
            "if (head_free)\n      head <=",
            "head <=",
            "data_stays")
        .inQueue(
            5,
            "an offer is withdrawn",
            "if (head_free)\n        head_valid <=",
            "head_valid <=",
            "valid_stays")
        .inQueue(
            5,
            "reset leaves an offer standing",
            "head_valid <= 1'h0;",
            "",
            "nothing_offered_in_reset");
  }

  private PlantedBugs bug(String what, String right, String wrong, String rule) {
    bugs.add(new PlantedBug(what, block.binding().into(), right, wrong, rule));
    return this;
  }

  /** A fault in the output queue, of so many bits, of a block. */
  private PlantedBugs inQueue(int width, String what, String right, String wrong, String rule) {
    return inModule("StreamQueue_w" + width, what, right, wrong, rule);
  }

  private PlantedBugs inModule(
      String module, String what, String right, String wrong, String rule) {
    bugs.add(new PlantedBug(what, module, right, wrong, rule));
    return this;
  }

  private static PlantedBugs queue() {
    return new PlantedBugs(StreamBlock.of(() -> new StreamQueue(2)))
        .bug(
            "the beat on offer is not held",
            "    if (head_free)\n      head <=",
            "    head <=",
            "data_stays")
        .bug(
            "an offer is withdrawn",
            "      if (head_free)\n        head_valid <=",
            "      head_valid <=",
            "valid_stays")
        .bug(
            "valid waits for ready",
            "assign out_valid = head_valid;",
            "assign out_valid = head_valid & out_ready;",
            "valid_waits_for_nothing")
        .bug(
            "reset leaves an offer standing",
            "      head_valid <= 1'h0;\n",
            "",
            "nothing_offered_in_reset")
        .bug(
            "a beat is taken when the queue is full",
            "assign in_ready = ~spare_valid;",
            "assign in_ready = 1'h1;",
            "capacity_kept")
        .bug(
            "the waiting beat is overwritten when the queue is full",
            "    if (taken)\n      spare",
            "    if (in_valid)\n      spare",
            "order_kept")
        .bug(
            "a newer beat overtakes",
            "spare_valid ? spare : in_data",
            "in_valid ? in_data : spare",
            "order_kept")
        .bug(
            "a beat is given twice",
            "head_valid <= spare_valid | in_valid;",
            "head_valid <= spare_valid | in_valid | head_valid & ~out_ready | spare[0];",
            "count_kept")
        .bug(
            "room for one beat only",
            "assign in_ready = ~spare_valid;",
            "assign in_ready = ~head_valid;",
            "room_is_used");
  }

  private static PlantedBugs upsizer() {
    return new PlantedBugs(StreamBlock.of(() -> new Upsizer(2, 3)))
        .bug("the beat is rebuilt while it waits", "if (complete)", "if (taken)", "data_stays")
        .bug(
            "an offer is withdrawn",
            "~(full & out_ready) & full",
            "~(full & (out_ready | in_valid)) & full",
            "valid_stays")
        .bug(
            "valid waits for ready",
            "assign out_valid = full;",
            "assign out_valid = full & out_ready;",
            "valid_waits_for_nothing")
        .bug("reset leaves an offer standing", "full <= 1'h0;", "", "nothing_offered_in_reset")
        .bug(
            "a full beat is overwritten",
            "assign in_ready = ~blocked;",
            "assign in_ready = 1'h1;",
            "capacity_kept")
        .bug("parts swap places", "part_1, part_0}", "part_0, part_1}", "order_kept")
        .bug("a part is skipped", "part_0 <= part_1;", "part_0 <= in_data;", "order_kept")
        .bug("a beat goes out short", "position == 2'h2", "position == 2'h1", "count_kept")
        .bug(
            "nothing is collected while a beat waits",
            "position_last & full",
            "full",
            "room_is_used");
  }

  private static PlantedBugs downsizer() {
    return new PlantedBugs(StreamBlock.of(() -> new Downsizer(2, 3)))
        .bug("parts move while one waits", "else if (left)", "else", "data_stays")
        .bug(
            "an offer is withdrawn",
            "if (free)\n        busy <= in_valid;",
            "busy <= in_valid;",
            "valid_stays")
        .bug(
            "valid waits for ready",
            "assign out_valid = busy;",
            "assign out_valid = busy & out_ready;",
            "valid_waits_for_nothing")
        .bug("reset leaves an offer standing", "busy <= 1'h0;", "", "nothing_offered_in_reset")
        .bug(
            "a beat is taken before the last has left",
            "assign in_ready = free;",
            "assign in_ready = 1'h1;",
            "capacity_kept")
        .bug("parts swap places", "{2'h0, rest[5:2]}", "{2'h0, rest[3:2], rest[5:4]}", "order_kept")
        .bug("a part too many", "position == 2'h2", "position == 2'h3", "count_kept")
        .bug(
            "only a leaving part makes room",
            "~busy | out_ready & position_last",
            "out_ready & position_last",
            "room_is_used");
  }

  private static PlantedBugs vectorBuffer() {
    return new PlantedBugs(StreamBlock.of(() -> new VectorBuffer(1, 3, 2)))
        .bug("reset leaves vectors", "filled <= 2'h0;", "", "nothing_offered_in_reset")
        .bug(
            "a vector is withdrawn",
            "_available_output = |filled;",
            "_available_output = |filled & ~in_valid;",
            "valid_stays")
        .bug(
            "a third vector is taken",
            "assign in_ready = ~_filled_1;",
            "assign in_ready = 1'h1;",
            "capacity_kept")
        .bug(
            "a vector is read before it is whole",
            "write_word == 2'h2",
            "write_word == 2'h1",
            "only_whole_vectors")
        .bug("a vector is read once only", "replayed & replay;", "replayed;", "only_whole_vectors")
        .bug(
            "one bank only",
            "assign in_ready = ~_filled_1;",
            "assign in_ready = ~_available_output;",
            "room_is_used")
        .bug(
            "the wrong bank is read",
            "(read_bank ? 3'h3 : 3'h0)",
            "(write_bank ? 3'h3 : 3'h0)",
            "order_kept")
        .bug(
            "the last word of a bank is not read",
            "read_word == 2'h2",
            "read_word == 2'h1",
            "order_kept")
        .bug(
            "the bank being read is written",
            "write_bank <= vector_written ^ write_bank;",
            "write_bank <= write_bank;",
            "no_read_of_a_word_being_written");
  }

  private static PlantedBugs fifo() {
    return new PlantedBugs(StreamBlock.of(() -> new StreamFifo(2, 3)))
        .bug(
            "the output queue is fed while it is full",
            "    if (_queue_in_ready)\n        word_valid <= waiting;",
            "    word_valid <= waiting;",
            "order_kept")
        .bug("room for one too many", "stored == 2'h2", "stored == 2'h3", "capacity_kept")
        .bug("room for one too few", "stored == 2'h2", "stored == 2'h1", "room_is_used")
        .bug(
            "the last address is left out",
            "read_address == 2'h2",
            "read_address == 2'h1",
            "order_kept")
        .bug("a beat is read twice", "(read)\n", "(read & in_data[0])\n", "order_kept")
        .bug("the word before is not valid", "word_valid <= 1'h0;", "", "count_kept")
        .bug(
            "a waiting beat is forgotten",
            "stored != 2'h1 : waiting",
            "stored == 2'h3 : waiting",
            "valid_waits_for_nothing")
        .inQueue(
            2,
            "the beat on offer is not held",
            "if (head_free)\n      head <=",
            "head <=",
            "data_stays")
        .inQueue(
            2,
            "an offer is withdrawn",
            "if (head_free)\n        head_valid <=",
            "head_valid <=",
            "valid_stays")
        .inQueue(
            2,
            "reset leaves an offer standing",
            "head_valid <= 1'h0;",
            "",
            "nothing_offered_in_reset");
  }

  private static PlantedBugs fork() {
    return new PlantedBugs(StreamBlock.of(() -> new Fork(2, 2)))
        .bug("a consumer is given a beat twice", "in_valid & ~taken_1", "in_valid", "once")
        .bug("the beat leaves with the first", "_GEN & _GEN_0;", "_GEN | _GEN_0;", "all_have_it")
        .bug(
            "one consumer waits for the other",
            "in_valid & ~taken_0",
            "in_valid & ~taken_0 & out_1_ready",
            "valid_waits_for_nothing")
        .bug(
            "an offer is withdrawn",
            "in_valid & ~taken_0",
            "in_valid & ~taken_0 & ~(out_1_ready & taken_1)",
            "valid_stays")
        .bug(
            "a beat from nowhere",
            "in_valid & ~taken_0",
            "(in_valid | out_1_ready) & ~taken_0",
            "only_what_came")
        .bug(
            "the beat stays too long",
            "assign in_ready = all_have;",
            "assign in_ready = all_have & ~taken_0;",
            "room_is_used")
        .bug(
            "a bit is lost", "out_0_data = in_data", "out_0_data = {1'h0, in_data[0]}", "same_beat")
        .bug(
            "the beat changes when the other has it",
            "out_0_data = in_data",
            "out_0_data = in_data ^ {2{taken_1}}",
            "data_stays")
        .bug(
            "an offer in reset",
            "in_valid & ~taken_0",
            "(in_valid | reset) & ~taken_0",
            "nothing_offered_in_reset");
  }

  private static PlantedBugs window() {
    Window padded = new Window(2, 2, 1, 1, 0, 1, 0, 0, 1, 1);
    WindowPlan plan = new WindowPlan("map", new MapShape(1, 2, 2), padded, 1, 1, 2, 3, 4, 4);
    return new PlantedBugs(LineBuffers.window(plan))
        .bug("a wrong row is read", "(ox ? 3'h0 : 3'h6)", "(ox ? 3'h0 : 3'h5)", "order_kept")
        .bug("words are overwritten too soon", "room <= 5'h6;", "room <= 5'h9;", "order_kept")
        .bug(
            "the border is not masked",
            "word_padded <= x[1];",
            "word_padded <= 1'h0;",
            "border_kept")
        .bug("a word is read before it came", "x[1] | ~(ahead[3])", "1'h1", "only_what_came")
        .bug("a ring of two words", "room <= 5'h6;", "room <= 5'h0;", "never_stuck")
        .bug(
            "words that nobody read",
            "word_valid <= available;",
            "word_valid <= 1'h1;",
            "count_kept")
        .bug(
            "words are read while the queue is full",
            "read = available & _queue_in_ready;",
            "read = available;",
            "capacity_kept")
        .inQueue(
            3,
            "valid waits for ready",
            "out_valid = head_valid;",
            "out_valid = head_valid & out_ready;",
            "valid_waits_for_nothing")
        .inQueue(
            3,
            "the beat on offer is not held",
            "if (head_free)\n      head <=",
            "head <=",
            "data_stays")
        .inQueue(
            3,
            "an offer is withdrawn",
            "if (head_free)\n        head_valid <=",
            "head_valid <=",
            "valid_stays")
        .inQueue(
            3,
            "reset leaves an offer standing",
            "head_valid <= 1'h0;",
            "",
            "nothing_offered_in_reset");
  }

  private static PlantedBugs unit() {
    Network sums = SmallNetworks.sums();
    AcceleratorPlan plan = AcceleratorPlan.of(sums, Folding.balanced(sums, 2));
    return new PlantedBugs(Units.of(plan.layers().get(0)))
        .bug(
            "results from nowhere",
            "input_valid <= _buffer_available;",
            "input_valid <= 1'h1;",
            "count_kept")
        .inModule(
            "VectorBuffer_w4_d1_r2",
            "more is taken than there is room for",
            "assign in_ready = ~_filled_1;",
            "assign in_ready = 1'h1;",
            "capacity_kept")
        .inQueue(
            5,
            "the beat on offer is not held",
            "if (head_free)\n      head <=",
            "head <=",
            "data_stays")
        .inQueue(
            5,
            "an offer is withdrawn",
            "if (head_free)\n        head_valid <=",
            "head_valid <=",
            "valid_stays")
        .inQueue(
            5,
            "reset leaves an offer standing",
            "head_valid <= 1'h0;",
            "",
            "nothing_offered_in_reset");
  }

  private static PlantedBugs concat() {
    return new PlantedBugs(StreamBlock.concat(2, 1, 2))
        .bug("a beat too few of the last map", "beat == 2'h2", "beat == 2'h1", "order_kept")
        .bug("both maps are taken", "in_1_ready = turn_1 &", "in_1_ready =", "only_in_turn")
        .bug(
            "the wrong map",
            "turn_0 ? in_0_data : in_1_data",
            "turn_1 ? in_0_data : in_1_data",
            "order_kept")
        .bug(
            "a beat is taken that goes nowhere",
            "in_0_ready = turn_0 & _queue_in_ready",
            "in_0_ready = turn_0",
            "capacity_kept")
        .bug(
            "a map waits for the other",
            "in_1_ready = turn_1 &",
            "in_1_ready = turn_1 & in_0_valid &",
            "room_is_used")
        .bug("a beat from nowhere", "turn_1 & in_1_valid |", "turn_1 |", "count_kept")
        .inQueue(
            2,
            "valid waits for ready",
            "out_valid = head_valid;",
            "out_valid = head_valid & out_ready;",
            "valid_waits_for_nothing")
        .inQueue(
            2,
            "the beat on offer is not held",
            "if (head_free)\n      head <=",
            "head <=",
            "data_stays")
        .inQueue(
            2,
            "an offer is withdrawn",
            "if (head_free)\n        head_valid <=",
            "head_valid <=",
            "valid_stays")
        .inQueue(
            2,
            "reset leaves an offer standing",
            "head_valid <= 1'h0;",
            "",
            "nothing_offered_in_reset");
  }

  private static PlantedBugs memory() {
    return new PlantedBugs(StreamBlock.memory())
        .bug(
            "a write during a read is lost",
            "if (write_enable) memory",
            "if (write_enable & ~read_enable) memory",
            "reads_what_was_written");
  }
}
