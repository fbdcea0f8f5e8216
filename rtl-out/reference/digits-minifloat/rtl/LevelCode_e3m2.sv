// From a rank to a code of e3m2: code = the code of the value with that rank among the 63 values in
// ascending order, 0 for the least.
module LevelCode_e3m2(
  input  [5:0] rank,
  output [5:0] code
);

  assign code =
    rank[5]
      ? (rank[4]
           ? (rank[3]
                ? (rank[2]
                     ? (rank[1] ? 6'h1F : rank[0] ? 6'h1E : 6'h1D)
                     : rank[1] ? (rank[0] ? 6'h1C : 6'h1B) : rank[0] ? 6'h1A : 6'h19)
                : rank[2]
                    ? (rank[1] ? (rank[0] ? 6'h18 : 6'h17) : rank[0] ? 6'h16 : 6'h15)
                    : rank[1] ? (rank[0] ? 6'h14 : 6'h13) : rank[0] ? 6'h12 : 6'h11)
           : rank[3]
               ? (rank[2]
                    ? (rank[1] ? (rank[0] ? 6'h10 : 6'hF) : rank[0] ? 6'hE : 6'hD)
                    : rank[1] ? (rank[0] ? 6'hC : 6'hB) : rank[0] ? 6'hA : 6'h9)
               : rank[2]
                   ? (rank[1] ? (rank[0] ? 6'h8 : 6'h7) : rank[0] ? 6'h6 : 6'h5)
                   : rank[1] ? (rank[0] ? 6'h4 : 6'h3) : rank[0] ? 6'h2 : 6'h1)
      : rank[4]
          ? (rank[3]
               ? (rank[2]
                    ? (rank[1] ? (rank[0] ? 6'h0 : 6'h21) : {5'h11, ~(rank[0])})
                    : {4'h9, ~(rank[1]), ~(rank[0])})
               : {rank[2] ? {4'hA, ~(rank[1])} : {4'hB, ~(rank[1])}, ~(rank[0])})
          : {rank[3]
               ? (rank[2] ? {4'hC, ~(rank[1])} : {4'hD, ~(rank[1])})
               : rank[2] ? {4'hE, ~(rank[1])} : {4'hF, ~(rank[1])},
             ~(rank[0])};
endmodule
