// Dense layer layer2_matmul, 64 rows x 64 columns, int4n * uint4 -> uint4:
//   acc[r] = sum over columns c of image(W[r][c]) * image(x[c]), exact
//   y[r] = level[rank] of uint4, rank = number of thresholds that acc[r] reaches
// Fold: PE 1 rows and SIMD 4 columns a cycle, NF = 64 row groups, SF = 16 column groups, the column
// group counting fastest; one vector every NF*SF = 1024 cycles.
// Pipeline: 9 stages from an input word to the output queue; all of them move in cycles with
// advance.
// Raw accumulator: -1530 .. 1380 in 12 bits, two's complement; a sum of SIMD products: 10 bits.
// Weight memory: layer2_matmul_weights.hex, 1024 words of 16 bits; in word nf*16+sf the weight of
// row nf*1+p, column sf*4+s is at bits (p*4+s)*4 and up.
module Mvu_layer2_matmul(
  input         clock,
                reset,
                in_valid,
  output        in_ready,
  input  [15:0] in_data,
  output        out_valid,
  input         out_ready,
  output [3:0]  out_data
);

  wire        _queue_in_ready;
  wire        _requantizer_out_valid;
  wire [3:0]  _requantizer_codes;
  wire [9:0]  _dot_0_sum;
  wire [15:0] _weights_data;
  wire        _buffer_available;
  wire [15:0] _buffer_data;
  wire        read = _buffer_available & _queue_in_ready;
  reg         input_valid;
  reg  [9:0]  weight_address;
  reg         sum_valid_0;
  reg         sum_valid_1;
  reg         sum_valid_2;
  reg  [3:0]  column;
  reg  [11:0] total_0;
  reg         total_valid;
  wire        column_last = &column;
  wire        accumulate = sum_valid_2 & _queue_in_ready;
  always @(posedge clock) begin
    if (reset) begin
      input_valid <= 1'h0;
      weight_address <= 10'h0;
      sum_valid_0 <= 1'h0;
      sum_valid_1 <= 1'h0;
      sum_valid_2 <= 1'h0;
      column <= 4'h0;
      total_valid <= 1'h0;
    end
    else begin
      if (_queue_in_ready) begin
        input_valid <= _buffer_available;
        sum_valid_0 <= input_valid;
        sum_valid_1 <= sum_valid_0;
        sum_valid_2 <= sum_valid_1;
        total_valid <= sum_valid_2 & column_last;
      end
      if (read)
        weight_address <= (&weight_address) ? 10'h0 : weight_address + 10'h1;
      if (accumulate)
        column <= column_last ? 4'h0 : column + 4'h1;
    end
    if (accumulate)
      total_0 <= ((|column) ? total_0 : 12'h0) + {{2{_dot_0_sum[9]}}, _dot_0_sum};
  end // always @(posedge)
  VectorBuffer_w16_d16_r64 buffer (
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
    .DEPTH(1024),
    .FILE("layer2_matmul_weights.hex"),
    .WIDTH(16)
  ) weights (
    .clock   (clock),
    .address (weight_address),
    .enable  (read),
    .data    (_weights_data)
  );
  DotProduct_int4n_uint4_x4_w10 dot_0 (
    .clock   (clock),
    .enable  (_queue_in_ready),
    .weights (_weights_data),
    .inputs  (_buffer_data),
    .sum     (_dot_0_sum)
  );
  Requantizer_layer2_matmul requantizer (
    .clock     (clock),
    .reset     (reset),
    .enable    (_queue_in_ready),
    .in_valid  (total_valid),
    .raw       (total_0),
    .out_valid (_requantizer_out_valid),
    .codes     (_requantizer_codes)
  );
  StreamQueue_w4 queue (
    .clock     (clock),
    .reset     (reset),
    .in_valid  (_requantizer_out_valid),
    .in_ready  (_queue_in_ready),
    .in_data   (_requantizer_codes),
    .out_valid (out_valid),
    .out_ready (out_ready),
    .out_data  (out_data)
  );
endmodule
