// A master that offers addresses and data in any order and takes answers late, against a model of the registers.
module bench;
  reg clock = 0, reset = 1;
  always #5 clock = ~clock;

  reg s_valid = 0, s_ready = 0, m_valid = 0, m_ready = 0, m_last = 0;
  reg [11:0] awaddr, araddr;
  reg [31:0] wdata;
  reg [3:0] wstrb;
  reg awvalid = 0, wvalid = 0, bready = 0, arvalid = 0, rready = 0;
  wire awready, wready, bvalid, arready, rvalid;
  wire [1:0] bresp, rresp;
  wire [31:0] rdata;

  StatusRegisters dut (
      .clock(clock), .reset(reset),
      .config_hash(64'h0123456789abcdef), .interval(32'd1024), .latency(32'd2733), .layers(32'd3),
      .s_valid(s_valid), .s_ready(s_ready), .m_valid(m_valid), .m_ready(m_ready), .m_last(m_last),
      .awaddr(awaddr), .awvalid(awvalid), .awready(awready), .wdata(wdata), .wstrb(wstrb), .wvalid(wvalid), .wready(wready),
      .bresp(bresp), .bvalid(bvalid), .bready(bready),
      .araddr(araddr), .arvalid(arvalid), .arready(arready), .rdata(rdata), .rresp(rresp), .rvalid(rvalid), .rready(rready)
  );

  integer errors = 0, checks = 0, i, k, delay_a, delay_d, delay_b;
  integer seed = 7;
  reg [31:0] scratch = 0;
  reg [31:0] value;
  reg [63:0] frames = 0, s_waits = 0, m_waits = 0;
  reg counting = 0;

  task check(input ok, input [8*20-1:0] what);
    begin
      checks = checks + 1;
      if (ok !== 1'b1) begin
        errors = errors + 1;
        $display("ERROR %0s at %0t", what, $time);
      end
    end
  endtask

  // An answer that waits does not change.
  reg b_waits = 0, r_waits = 0;
  reg [1:0] b_old;
  reg [33:0] r_old;
  always @(posedge clock) if (!reset) begin
    if (b_waits) check(bvalid && bresp === b_old, "write answer held");
    if (r_waits) check(rvalid && {rresp, rdata} === r_old, "read answer held");
    b_waits = bvalid && !bready;
    b_old = bresp;
    r_waits = rvalid && !rready;
    r_old = {rresp, rdata};
    if (dut.clear) begin frames = 0; s_waits = 0; m_waits = 0; end
    else begin
      if (m_valid && m_ready && m_last) frames = frames + 1;
      if (s_valid && !s_ready) s_waits = s_waits + 1;
      if (m_valid && !m_ready) m_waits = m_waits + 1;
    end
  end

  always @(negedge clock)
    if (counting) {s_valid, s_ready, m_valid, m_ready, m_last} = $random(seed);
    else {s_valid, s_ready, m_valid, m_ready, m_last} = 0;

  task wait_cycles(input integer n);
    repeat (n) @(negedge clock);
  endtask

  task write(input [11:0] address, input [31:0] data, input [3:0] strobe, input [1:0] wanted);
    begin
      delay_a = $unsigned($random(seed)) % 4;
      delay_d = $unsigned($random(seed)) % 4;
      delay_b = $unsigned($random(seed)) % 4;
      fork
        begin
          wait_cycles(delay_a);
          awaddr = address; awvalid = 1;
          while (!awready) @(negedge clock);
          @(negedge clock) awvalid = 0; awaddr = 12'hxxx;
        end
        begin
          wait_cycles(delay_d);
          wdata = data; wstrb = strobe; wvalid = 1;
          while (!wready) @(negedge clock);
          @(negedge clock) wvalid = 0; wdata = 32'hx; wstrb = 4'hx;
        end
      join
      while (!bvalid) @(negedge clock);
      wait_cycles(delay_b);
      check(bresp === wanted, "write answer");
      bready = 1;
      @(negedge clock) bready = 0;
      check(!bvalid, "one answer a write");
    end
  endtask

  task read(input [11:0] address, input [31:0] wanted, input [1:0] answer);
    begin
      delay_a = $unsigned($random(seed)) % 3;
      delay_b = $unsigned($random(seed)) % 3;
      wait_cycles(delay_a);
      araddr = address; arvalid = 1;
      while (!arready) @(negedge clock);
      @(negedge clock) arvalid = 0; araddr = 12'hxxx;
      while (!rvalid) @(negedge clock);
      wait_cycles(delay_b);
      check(rresp === answer && rdata === wanted, "read");
      if (rdata !== wanted) $display("  %h: %h, expected %h", address, rdata, wanted);
      rready = 1;
      @(negedge clock) rready = 0;
      check(!rvalid, "one answer a read");
    end
  endtask

  initial begin
    wait_cycles(3);
    check(!awready && !wready && !bvalid && !arready && !rvalid, "quiet in reset");
    reset = 0;
    wait_cycles(2);
    read(12'h000, 32'h42575254, 0);
    read(12'h004, 32'h00010000, 0);
    read(12'h008, 32'h01234567, 0);
    read(12'h00c, 32'h89abcdef, 0);
    read(12'h010, 32'd1024, 0);
    read(12'h014, 32'd2733, 0);
    read(12'h018, 32'd3, 0);
    read(12'h01c, 32'd0, 0);
    read(12'h020, 32'd0, 0);
    for (k = 0; k < 64; k = k + 1) begin
      value = $random(seed);
      write(12'h01c, value, k[3:0], 0);
      for (i = 0; i < 4; i = i + 1) if (k[i]) scratch[8*i+:8] = value[8*i+:8];
      read(12'h01c, scratch, 0);
    end
    for (k = 0; k < 4096; k = k + 4) begin
      if (k < 12'h01c || k >= 12'h030 && k < 12'h050) write(k, 32'hffffffff, 4'hf, 2);
      else if (k != 12'h01c && k != 12'h020) begin
        write(k, 32'hffffffff, 4'hf, 3);
        read(k, 32'd0, 3);
      end
    end
    read(12'h01c, scratch, 0);
    counting = 1;
    wait_cycles(500);
    counting = 0;
    wait_cycles(2);
    check(frames > 20 && s_waits > 50 && m_waits > 50, "something to count");
    read(12'h038, frames[31:0], 0);
    read(12'h040, s_waits[31:0], 0);
    read(12'h048, m_waits[31:0], 0);
    value = s_waits[31:0];
    write(12'h020, 32'd1, 4'he, 0);
    read(12'h040, value, 0);
    write(12'h020, 32'd2, 4'hf, 0);
    read(12'h040, value, 0);
    dut.cycles = 64'h00000007fffffffa;
    dut.frames = 64'h0123456700000011;
    dut.input_waits = 64'h89abcdef00000022;
    dut.output_waits = 64'h00c0ffee00000033;
    read(12'h038, 32'h00000011, 0);
    read(12'h03c, 32'h01234567, 0);
    read(12'h040, 32'h00000022, 0);
    read(12'h044, 32'h89abcdef, 0);
    read(12'h048, 32'h00000033, 0);
    read(12'h04c, 32'h00c0ffee, 0);
    read(12'h044, 32'h00c0ffee, 0);
    araddr = 12'h030;
    arvalid = 1;
    @(negedge clock) arvalid = 0;
    value = rdata;
    rready = 1;
    @(negedge clock) rready = 0;
    wait_cycles(20);
    read(12'h034, value > 32'h80000000 ? 32'd7 : 32'd8, 0);
    write(12'h020, 32'd1, 4'h1, 0);
    read(12'h038, 32'd0, 0);
    read(12'h03c, 32'd0, 0);
    read(12'h048, 32'd0, 0);
    $display("%0s checks=%0d errors=%0d", errors == 0 ? "PASS" : "FAIL", checks, errors);
    $finish;
  end

  initial begin
    #5000000 $display("FAIL timeout");
    $finish;
  end
endmodule
