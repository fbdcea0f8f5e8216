// Dense layer layer3_matmul, 10 rows x 128 columns, bipolar1 * bipolar1 -> accumulators:
//   acc[r] = sum over columns c of image(W[r][c]) * image(x[c]), exact
//   summed as matches: raw[r] = number of c with W[r][c] == x[c], acc = 2*raw - 128
// Fold: PE 1 rows and SIMD 2 columns a cycle, NF = 10 row groups, SF = 64 column groups, the column
// group counting fastest; one vector every NF*SF = 640 cycles.
// Pipeline: 3 stages from an input word to the output queue; all of them move in cycles with
// advance.
// Raw accumulator: 0 .. 128 in 8 bits; a sum of SIMD products: 2 bits.
// Weight memory: layer3_matmul_weights.hex, 640 words of 2 bits; in word nf*64+sf the weight of row
// nf*1+p, column sf*2+s is at bits (p*2+s)*1 and up.
module Mvu_layer3_matmul(
  input        clock,
               reset,
               in_valid,
  output       in_ready,
  input  [1:0] in_data,
  output       out_valid,
  input        out_ready,
  output [8:0] out_data
);

  wire       _queue_in_ready;
  wire [1:0] _dot_0_sum;
  wire [1:0] _weights_data;
  wire       _buffer_available;
  wire [1:0] _buffer_data;
  wire       read = _buffer_available & _queue_in_ready;
  reg        input_valid;
  reg  [9:0] weight_address;
  reg        sum_valid_0;
  reg  [5:0] column;
  reg  [7:0] total_0;
  reg        total_valid;
  wire       column_last = &column;
  wire       accumulate = sum_valid_0 & _queue_in_ready;
  always @(posedge clock) begin
    if (reset) begin
      input_valid <= 1'h0;
      weight_address <= 10'h0;
      sum_valid_0 <= 1'h0;
      column <= 6'h0;
      total_valid <= 1'h0;
    end
    else begin
      if (_queue_in_ready) begin
        input_valid <= _buffer_available;
        sum_valid_0 <= input_valid;
        total_valid <= sum_valid_0 & column_last;
      end
      if (read)
        weight_address <= weight_address == 10'h27F ? 10'h0 : weight_address + 10'h1;
      if (accumulate)
        column <= column_last ? 6'h0 : column + 6'h1;
    end
    if (accumulate)
      total_0 <= ((|column) ? total_0 : 8'h0) + {6'h0, _dot_0_sum};
  end // always @(posedge)
  VectorBuffer_w2_d64_r10 buffer (
    .clock     (clock),
    .reset     (reset),
    .in_valid  (in_valid),
    .in_ready  (in_ready),
    .in_data   (in_data),
    .advance   (_queue_in_ready),
    .available (_buffer_available),
    .data      (_buffer_data)
  );
  BitwrightRom #(
    .ADDRESS(10),
    .DEPTH(640),
    .FILE("layer3_matmul_weights.hex"),
    .WIDTH(2)
  ) weights (
    .clock   (clock),
    .address (weight_address),
    .enable  (read),
    .data    (_weights_data)
  );
  DotProduct_bipolar1_bipolar1_x2_w2 dot_0 (
    .clock   (clock),
    .enable  (_queue_in_ready),
    .weights (_weights_data),
    .inputs  (_buffer_data),
    .sum     (_dot_0_sum)
  );
  StreamQueue_w9 queue (
    .clock     (clock),
    .reset     (reset),
    .in_valid  (total_valid),
    .in_ready  (_queue_in_ready),
    .in_data   ({total_0, 1'h0} - 9'h80),
    .out_valid (out_valid),
    .out_ready (out_ready),
    .out_data  (out_data)
  );
endmodule
