// Self-checking test bench of @ip@: sends the frames of s_axis.hex and compares every beat with m_axis.hex,
// which the golden model computed. It also checks that nothing is offered in reset, that a beat that waits
// does not change, that tlast marks the last beat of a frame, and that no beat is missing or too many.
//
//   +stall=P    each side pauses in P per cent of the cycles (default 0)
//   +seed=S     where those pauses fall (default 1)
//   +frames=N   only the first N of @frames@ frames
//   +dump       leave the waveform @bench@.vcd (Verilator: when built with --trace)
//
// It prints PASS or FAIL with counts; after FAIL the exit status is not zero.
// Define BITWRIGHT_VECTOR_PATH as the folder of the vectors, with a trailing slash, when it runs elsewhere.
`timescale 1ns / 1ps
`ifndef BITWRIGHT_VECTOR_PATH
`define BITWRIGHT_VECTOR_PATH "./"
`endif
module @bench@;
  localparam FRAMES = @frames@;
  localparam S_BITS = @s_bits@;
  localparam S_BEATS = @s_beats@;
  localparam M_BITS = @m_bits@;
  localparam M_BEATS = @m_beats@;
  localparam INTERVAL = @interval@;
  localparam LATENCY = @latency@;
  localparam PATIENCE = 2000 + 4 * (LATENCY + INTERVAL);

  reg clock = 1'b0;
  reg reset_n = 1'b0;
  always #5 clock = ~clock;

  reg s_valid = 1'b0;
  wire s_ready;
  reg [S_BITS-1:0] s_data = {S_BITS{1'b0}};
  reg s_last = 1'b0;
  wire m_valid;
  reg m_ready = 1'b0;
  wire [M_BITS-1:0] m_data;
  wire m_last;
@axi_lite_signals@
  @ip@ dut (
      .@clock@(clock),
      .@reset@(reset_n),
      .s_axis_tvalid(s_valid),
      .s_axis_tready(s_ready),
      .s_axis_tdata(s_data),
      .s_axis_tlast(s_last),
      .m_axis_tvalid(m_valid),
      .m_axis_tready(m_ready),
      .m_axis_tdata(m_data),
      .m_axis_tlast(m_last)@axi_lite_ports@
  );

  reg [S_BITS-1:0] inputs[0:FRAMES*S_BEATS-1];
  reg [M_BITS-1:0] expected[0:FRAMES*M_BEATS-1];

  integer stall = 0;
  integer seed = 1;
  integer frames = FRAMES;
  integer cycle = 0;
  integer offered = 0;
  integer received = 0;
  integer errors = 0;
  integer quiet = 0;
  integer first_in = -1;
  integer first_out = -1;
  integer last_out = -1;
  reg [31:0] s_random = 32'd1;
  reg [31:0] m_random = 32'd1;
  reg waiting = 1'b0;
  reg [M_BITS-1:0] held_data;
  reg held_last;
  reg finished = 1'b0;

  // Xorshift: the same pauses in every simulator.
  function [31:0] next_random(input [31:0] x);
    reg [31:0] y;
    begin
      y = x ^ (x << 13);
      y = y ^ (y >> 17);
      next_random = y ^ (y << 5);
    end
  endfunction

  function pause(input [31:0] random);
    pause = {1'b0, random[30:0]} % 100 < stall;
  endfunction

  task complain(input [8*16-1:0] what, input [M_BITS-1:0] got, input [M_BITS-1:0] wanted);
    begin
      errors = errors + 1;
      if (errors <= 10)
        $display("ERROR %0s: frame %0d beat %0d: %h, expected %h", what, received / M_BEATS,
                 received % M_BEATS, got, wanted);
    end
  endtask
@axi_lite_tasks@
`ifdef BITWRIGHT_WAVES
  // The streams element by element, for waveforms.
  genvar e;
@probes@`endif

  initial begin
    if ($value$plusargs("stall=%d", stall) && (stall < 0 || stall > 99)) begin
      $display("stall=%0d is not allowed; use 0 to 99", stall);
      $fatal(1, "stall");
    end
    if ($value$plusargs("frames=%d", frames) && (frames < 1 || frames > FRAMES)) begin
      $display("frames=%0d is not allowed; use 1 to %0d", frames, FRAMES);
      $fatal(1, "frames");
    end
    if ($value$plusargs("seed=%d", seed)) $display("seed %0d", seed);
    if ($test$plusargs("dump")) begin
      $dumpfile("@bench@.vcd");
      $dumpvars(0, @bench@);
    end
    $readmemh({`BITWRIGHT_VECTOR_PATH, "s_axis.hex"}, inputs);
    $readmemh({`BITWRIGHT_VECTOR_PATH, "m_axis.hex"}, expected);
    s_random = next_random(seed * 2 + 1);
    m_random = next_random(seed * 2 + 65537);
    repeat (20) @(negedge clock);
    if (m_valid !== 1'b0 || s_ready !== 1'b0) complain("active in reset", {M_BITS{1'b1}}, {M_BITS{1'b0}});
    reset_n = 1'b1;
    while (!finished) @(negedge clock);
@axi_lite_checks@    $display("%0s frames=%0d beats=%0d errors=%0d latency=%0d cycles=%0d stall=%0d",
             errors == 0 ? "PASS" : "FAIL", received / M_BEATS, received, errors,
             first_out - first_in + 1, last_out - first_in + 1, stall);
    if (errors != 0) $fatal(1, "the accelerator differs from the golden model");
    $finish;
  end

  always @(posedge clock)
    if (reset_n) begin
      s_random <= next_random(s_random);
      m_random <= next_random(m_random);
      m_ready  <= !pause(m_random);
      if (!s_valid || s_ready) begin
        s_valid <= 1'b0;
        if (offered < frames * S_BEATS && !pause(s_random)) begin
          s_valid <= 1'b1;
          s_data  <= inputs[offered];
          s_last  <= offered % S_BEATS == S_BEATS - 1;
          offered <= offered + 1;
        end
      end
    end

  always @(posedge clock)
    if (reset_n && !finished) begin
      cycle <= cycle + 1;
      quiet <= quiet + 1;
      if (s_valid && s_ready) begin
        if (first_in < 0) first_in <= cycle;
        quiet <= 0;
      end
      if (waiting && (m_valid !== 1'b1 || m_data !== held_data || m_last !== held_last))
        complain("beat changed", m_data, held_data);
      waiting   <= m_valid && !m_ready;
      held_data <= m_data;
      held_last <= m_last;
      if (m_valid && m_ready) begin
        if (received >= frames * M_BEATS) complain("beat too many", m_data, {M_BITS{1'bx}});
        else begin
          if (m_data !== expected[received]) complain("data", m_data, expected[received]);
          if (m_last !== (received % M_BEATS == M_BEATS - 1))
            complain("tlast", {M_BITS{m_last}}, {M_BITS{!m_last}});
        end
        if (received == M_BEATS - 1) first_out <= cycle;
        last_out <= cycle;
        received <= received + 1;
        quiet <= 0;
      end
      if (received >= frames * M_BEATS && quiet > 100 || errors > 1000) finished <= 1'b1;
      if (quiet > PATIENCE) begin
        complain("nothing moves", {M_BITS{1'b0}}, {M_BITS{1'b0}});
        finished <= 1'b1;
      end
    end
endmodule
