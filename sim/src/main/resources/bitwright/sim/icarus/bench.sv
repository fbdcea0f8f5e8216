// Drives @TOP@'s AXI4-Stream ports as Verilator's shim does, cycle by cycle, and writes what it
// sees as lines: B stream cycle beat · V rule stream cycle · S stream valid ready · I cycle (an
// input beat was taken) · E cycles. Undriven data is X, so that what depends on it shows.
`timescale 1ns / 1ps
module bitwright_bench;
  localparam RESET_CYCLES = 4;

  reg aclk = 0;
  reg aresetn = 0;
  reg s_valid = 0;
  wire s_ready;
  reg [@INPUT_BITS@-1:0] s_data;
  reg s_last = 0;
  wire m_valid;
  reg m_ready = 0;
  wire [@OUTPUT_BITS@-1:0] m_data;
  wire m_last;

  @TOP@ dut (
      .aclk(aclk),
      .aresetn(aresetn),
      .s_axis_tvalid(s_valid),
      .s_axis_tready(s_ready),
      .s_axis_tdata(s_data),
      .s_axis_tlast(s_last),
      .m_axis_tvalid(m_valid),
      .m_axis_tready(m_ready),
      .m_axis_tdata(m_data),
      .m_axis_tlast(m_last)
  );

  integer vectors;
  integer patience;
  integer trace_from;
  integer trace_to;
  reg [63:0] source;
  reg [63:0] sink;
  reg [32:0] threshold;
  string input_path;
  string event_path;
  string vcd_path;
  integer inputs;
  integer events;
  integer scanned;

  integer cycle;
  integer last_move = 0;
  integer drained = 0;
  integer taken = 0;
  reg [@OUTPUT_BITS@+1:0] probed;
  reg probed_ready;
  reg pause;
  reg accepted;
  reg moved;
  reg violated = 0;
  reg running = 1;
  reg tracing = 0;

  function [63:0] next(input [63:0] state);
    begin
      next = state ^ (state << 13);
      next = next ^ (next >> 7);
      next = next ^ (next << 17);
    end
  endfunction

  task violate(input integer rule, input integer stream);
    if (!violated) begin
      violated = 1;
      $fdisplay(events, "V %0d %0d %0d", rule, stream, cycle);
    end
  endtask

  task idle;
    begin
      s_valid = 0;
      s_last = 1'bx;
      s_data = 'x;
    end
  endtask

  task rise;
    begin
      #1 aclk = 1;
      #5 aclk = 0;
    end
  endtask
@STREAMS@
  task drive;
    begin
      source = next(source);
      pause = {1'b0, source[63:32]} < threshold;
      if (!s_valid && taken < vectors * @INPUT_BEATS@ && !pause) begin
        s_valid = 1;
        s_last = taken % @INPUT_BEATS@ == @INPUT_BEATS@ - 1;
        scanned = $fscanf(inputs, "%h", s_data);
      end
      sink = next(sink);
      m_ready = !({1'b0, sink[63:32]} < threshold);
    end
  endtask

  // In a pause of the sink: what would be seen in this cycle without it, except that nothing moves.
  task probe_ready;
    begin
      probed = {m_valid, m_valid ? {m_last, m_data} : {@OUTPUT_BITS@ + 1{1'b0}}};
      probed_ready = s_ready;
      m_ready = 1;
      #1;
      if (probed !== {m_valid, m_valid ? {m_last, m_data} : {@OUTPUT_BITS@ + 1{1'b0}}})
        violate(@FOLLOWS_READY@, @OUTPUT@);
      if (probed_ready !== s_ready) violate(@FOLLOWS_READY@, 0);
      m_ready = 0;
      #1;
    end
  endtask

  task accept;
    begin
      accepted = 0;
      if (cycle == 0 && s_ready) violate(@READY_IN_RESET@, 0);
      if (s_ready !== 1'b0 && s_ready !== 1'b1) violate(@UNKNOWN_BITS@, 0);
      else if (s_valid && s_ready) begin
        accepted = 1;
        moved = 1;
        taken = taken + 1;
        $fdisplay(events, "I %0d", cycle);
      end
    end
  endtask

  task finish;
    begin
      $fdisplay(events, "S 0 %b %b", s_valid, s_ready);
@STATES@
      $fdisplay(events, "E %0d", cycle);
      $fclose(events);
      $finish;
    end
  endtask

  initial begin
    idle;
    if (!$value$plusargs("vectors=%d", vectors)) vectors = 0;
    if (!$value$plusargs("patience=%d", patience)) patience = 0;
    if (!$value$plusargs("source=%h", source)) source = 1;
    if (!$value$plusargs("sink=%h", sink)) sink = 1;
    if (!$value$plusargs("threshold=%d", threshold)) threshold = 0;
    if (!$value$plusargs("trace_from=%d", trace_from)) trace_from = 0;
    if (!$value$plusargs("trace_to=%d", trace_to)) trace_to = 0;
    if (!$value$plusargs("inputs=%s", input_path)) $finish;
    if (!$value$plusargs("events=%s", event_path)) $finish;
    inputs = $fopen(input_path, "r");
    events = $fopen(event_path, "w");
    if ($value$plusargs("vcd=%s", vcd_path)) begin
      tracing = 1;
      $dumpfile(vcd_path);
      $dumpvars(0, dut);
      $dumpoff;
    end
    for (cycle = -RESET_CYCLES; cycle < 0; cycle = cycle + 1) begin
      if (tracing && cycle == trace_from) $dumpon;
      #4;
      if (cycle > -RESET_CYCLES) begin
        check_reset;
        if (s_ready !== 1'b0) violate(@READY_IN_RESET@, 0);
      end
      rise;
    end
    aresetn = 1;
    while (running) begin
      if (tracing && (cycle == trace_from || cycle == 0 && trace_from < -RESET_CYCLES)) $dumpon;
      drive;
      #2;
      if (!m_ready) probe_ready;
      else #2;
      moved = 0;
      accept;
      observe;
      if (moved) last_move = cycle;
      if (!finished && cycle - last_move > patience) violate(@DEADLOCK@, 0);
      if (violated && !tracing) running = 0;
      else begin
        rise;
        if (accepted) idle;
        cycle = cycle + 1;
        if (finished) begin
          if (drained == @DRAIN@) running = 0;
          drained = drained + 1;
        end
        if (tracing && cycle > trace_to) running = 0;
      end
    end
    finish;
  end
endmodule
