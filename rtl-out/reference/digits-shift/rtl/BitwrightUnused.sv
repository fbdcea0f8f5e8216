// Bits of a standard interface that this design ignores on purpose. It holds no logic.
module BitwrightUnused #(
    parameter WIDTH = 1
) (
    input wire [WIDTH-1:0] unused
);
endmodule
