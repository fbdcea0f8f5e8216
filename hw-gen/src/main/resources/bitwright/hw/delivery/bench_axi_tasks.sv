
  always @(posedge clock)
    if (reset_n) begin
      if (s_valid && !s_ready) s_waits <= s_waits + 1;
      if (m_valid && !m_ready) m_waits <= m_waits + 1;
    end

  task write_register(input [11:0] address, input [31:0] value);
    begin
      awaddr  = address;
      awvalid = 1'b1;
      wdata   = value;
      wstrb   = 4'hf;
      wvalid  = 1'b1;
      bready  = 1'b1;
      while (!(awready && wready)) @(negedge clock);
      @(negedge clock);
      awvalid = 1'b0;
      wvalid  = 1'b0;
      while (!bvalid) @(negedge clock);
      @(negedge clock);
      bready = 1'b0;
    end
  endtask

  task check_register(input [11:0] address, input [31:0] wanted);
    begin
      araddr  = address;
      arvalid = 1'b1;
      rready  = 1'b1;
      while (!arready) @(negedge clock);
      @(negedge clock);
      arvalid = 1'b0;
      while (!rvalid) @(negedge clock);
      if (rdata !== wanted || rresp !== 2'd0) begin
        errors = errors + 1;
        $display("ERROR register %h: %h, response %b, expected %h", address, rdata, rresp, wanted);
      end
      @(negedge clock);
      rready = 1'b0;
    end
  endtask
