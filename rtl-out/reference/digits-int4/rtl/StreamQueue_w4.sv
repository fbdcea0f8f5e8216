// Queue of two beats of 4 bits: one beat a cycle, latency 1.
// out_valid, out_data and in_ready come from registers; no combinational path crosses it.
// head is the beat on offer; spare takes one more while head waits.
module StreamQueue_w4(
  input        clock,
               reset,
               in_valid,
  output       in_ready,
  input  [3:0] in_data,
  output       out_valid,
  input        out_ready,
  output [3:0] out_data
);

  reg        head_valid;
  reg  [3:0] head;
  reg        spare_valid;
  reg  [3:0] spare;
  wire       taken = in_valid & ~spare_valid;
  wire       head_free = ~head_valid | out_ready;
  always @(posedge clock) begin
    if (reset) begin
      head_valid <= 1'h0;
      spare_valid <= 1'h0;
    end
    else begin
      if (head_free)
        head_valid <= spare_valid | in_valid;
      spare_valid <= ~head_free & (taken | spare_valid);
    end
    if (head_free)
      head <= spare_valid ? spare : in_data;
    if (taken)
      spare <= in_data;
  end // always @(posedge)
  assign in_ready = ~spare_valid;
  assign out_valid = head_valid;
  assign out_data = head;
endmodule
