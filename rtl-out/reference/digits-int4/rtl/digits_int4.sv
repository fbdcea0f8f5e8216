// Accelerator digits_int4: 3 dense layers between two AXI4-Streams, one image every 1024 cycles,
// latency 2733 cycles from the first input beat to the last output beat, both included.
// s_axis: 16 beats an image, 49 codes of uint4 a beat, element 0 in the lowest bits; padding and
// s_axis_tlast are ignored, images are counted in beats from reset.
// m_axis: 10 beats an image, 1 two's complement accumulators of 12 bits a beat, element 0 in the
// lowest bits, padding 0; m_axis_tlast marks the last beat of an image.
// Layers, rows x columns, weights * inputs -> outputs:
//   layer1_matmul: 64 x 784, int4n * uint4 -> uint4, PE 1, SIMD 49, 1024 cycles a vector
//   layer2_matmul: 64 x 64, int4n * uint4 -> uint4, PE 1, SIMD 4, 1024 cycles a vector
//   layer3_matmul: 10 x 64, int4n * uint4 -> accumulators, PE 1, SIMD 1, 640 cycles a vector
module digits_int4(
  input          aclk,
                 aresetn,
                 s_axis_tvalid,
  output         s_axis_tready,
  input  [199:0] s_axis_tdata,
  input          s_axis_tlast,
  output         m_axis_tvalid,
  input          m_axis_tready,
  output [15:0]  m_axis_tdata,
  output         m_axis_tlast
);

  wire        _mvu_layer3_matmul_in_ready;
  wire        _mvu_layer3_matmul_out_valid;
  wire [11:0] _mvu_layer3_matmul_out_data;
  wire        _mvu_layer2_matmul_in_ready;
  wire        _mvu_layer2_matmul_out_valid;
  wire [3:0]  _mvu_layer2_matmul_out_data;
  wire        _to_layer2_matmul_up_in_ready;
  wire        _to_layer2_matmul_up_out_valid;
  wire [15:0] _to_layer2_matmul_up_out_data;
  wire        _mvu_layer1_matmul_in_ready;
  wire        _mvu_layer1_matmul_out_valid;
  wire [3:0]  _mvu_layer1_matmul_out_data;
  reg         awake;
  reg  [3:0]  beat;
  wire        beat_last = beat == 4'h9;
  always @(posedge aclk) begin
    if (~aresetn) begin
      awake <= 1'h0;
      beat <= 4'h0;
    end
    else begin
      awake <= 1'h1;
      if (_mvu_layer3_matmul_out_valid & m_axis_tready)
        beat <= beat_last ? 4'h0 : beat + 4'h1;
    end
  end // always @(posedge)
  BitwrightUnused #(
    .WIDTH(5)
  ) ignored (
    .unused ({s_axis_tlast, s_axis_tdata[199:196]})
  );
  Mvu_layer1_matmul mvu_layer1_matmul (
    .clock     (aclk),
    .reset     (~aresetn),
    .in_valid  (s_axis_tvalid & awake),
    .in_ready  (_mvu_layer1_matmul_in_ready),
    .in_data   (s_axis_tdata[195:0]),
    .out_valid (_mvu_layer1_matmul_out_valid),
    .out_ready (_to_layer2_matmul_up_in_ready),
    .out_data  (_mvu_layer1_matmul_out_data)
  );
  Upsizer_w4_x4 to_layer2_matmul_up (
    .clock     (aclk),
    .reset     (~aresetn),
    .in_valid  (_mvu_layer1_matmul_out_valid),
    .in_ready  (_to_layer2_matmul_up_in_ready),
    .in_data   (_mvu_layer1_matmul_out_data),
    .out_valid (_to_layer2_matmul_up_out_valid),
    .out_ready (_mvu_layer2_matmul_in_ready),
    .out_data  (_to_layer2_matmul_up_out_data)
  );
  Mvu_layer2_matmul mvu_layer2_matmul (
    .clock     (aclk),
    .reset     (~aresetn),
    .in_valid  (_to_layer2_matmul_up_out_valid),
    .in_ready  (_mvu_layer2_matmul_in_ready),
    .in_data   (_to_layer2_matmul_up_out_data),
    .out_valid (_mvu_layer2_matmul_out_valid),
    .out_ready (_mvu_layer3_matmul_in_ready),
    .out_data  (_mvu_layer2_matmul_out_data)
  );
  Mvu_layer3_matmul mvu_layer3_matmul (
    .clock     (aclk),
    .reset     (~aresetn),
    .in_valid  (_mvu_layer2_matmul_out_valid),
    .in_ready  (_mvu_layer3_matmul_in_ready),
    .in_data   (_mvu_layer2_matmul_out_data),
    .out_valid (_mvu_layer3_matmul_out_valid),
    .out_ready (m_axis_tready),
    .out_data  (_mvu_layer3_matmul_out_data)
  );
  assign s_axis_tready = _mvu_layer1_matmul_in_ready & awake;
  assign m_axis_tvalid = _mvu_layer3_matmul_out_valid;
  assign m_axis_tdata = {4'h0, _mvu_layer3_matmul_out_data};
  assign m_axis_tlast = beat_last;
endmodule
