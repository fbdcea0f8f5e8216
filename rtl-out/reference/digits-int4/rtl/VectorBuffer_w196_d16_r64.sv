// Double buffer of input vectors, 16 beats of 196 bits each: while one bank is read 64 times, the
// other receives the next vector.
// Word w of bank b is at address b*16+w. In a cycle with advance and available the next word is
// read; it stands at data one cycle later.
// filled counts whole vectors, 0 to 2.
module VectorBuffer_w196_d16_r64(
  input          clock,
                 reset,
                 in_valid,
  output         in_ready,
  input  [195:0] in_data,
  input          advance,
  output         available,
  output [195:0] data
);

  wire       _available_output;
  wire       _filled_1;
  reg  [1:0] filled;
  wire       written = in_valid & ~_filled_1;
  wire       read = advance & _available_output;
  assign _filled_1 = filled[1];
  assign _available_output = |filled;
  reg  [3:0] write_word;
  reg  [3:0] read_word;
  reg  [5:0] replay;
  reg        write_bank;
  reg        read_bank;
  wire       write_word_last = &write_word;
  wire       vector_written = written & write_word_last;
  wire       read_word_last = &read_word;
  wire       replayed = read & read_word_last;
  wire       replay_last = &replay;
  wire       vector_read = replayed & replay_last;
  always @(posedge clock) begin
    if (reset) begin
      filled <= 2'h0;
      write_word <= 4'h0;
      read_word <= 4'h0;
      replay <= 6'h0;
      write_bank <= 1'h0;
      read_bank <= 1'h0;
    end
    else begin
      if (vector_read & ~vector_written)
        filled <= filled - 2'h1;
      else if (vector_written & ~vector_read)
        filled <= filled + 2'h1;
      if (written)
        write_word <= write_word_last ? 4'h0 : write_word + 4'h1;
      if (read)
        read_word <= read_word_last ? 4'h0 : read_word + 4'h1;
      if (replayed)
        replay <= replay_last ? 6'h0 : replay + 6'h1;
      write_bank <= vector_written ^ write_bank;
      read_bank <= vector_read ^ read_bank;
    end
  end // always @(posedge)
  BitwrightRam #(
    .ADDRESS(5),
    .DEPTH(32),
    .WIDTH(196)
  ) banks (
    .clock         (clock),
    .write_address ({write_bank, write_word}),
    .write_enable  (written),
    .write_data    (in_data),
    .read_address  ({read_bank, read_word}),
    .read_enable   (read),
    .read_data     (data)
  );
  assign in_ready = ~_filled_1;
  assign available = _available_output;
endmodule
