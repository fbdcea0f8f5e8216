// The number of ones among 6 bits, a table.
module Popcount_6(
  input  [5:0] vector,
  output [2:0] count
);

  assign count =
    vector[5]
      ? (vector[4]
           ? (vector[3]
                ? (vector[2]
                     ? (vector[1] ? (vector[0] ? 3'h6 : 3'h5) : {2'h2, vector[0]})
                     : vector[1] ? {2'h2, vector[0]} : vector[0] ? 3'h4 : 3'h3)
                : vector[2]
                    ? (vector[1] ? {2'h2, vector[0]} : vector[0] ? 3'h4 : 3'h3)
                    : vector[1] ? (vector[0] ? 3'h4 : 3'h3) : {2'h1, vector[0]})
           : vector[3]
               ? (vector[2]
                    ? (vector[1] ? {2'h2, vector[0]} : vector[0] ? 3'h4 : 3'h3)
                    : vector[1] ? (vector[0] ? 3'h4 : 3'h3) : {2'h1, vector[0]})
               : vector[2]
                   ? (vector[1] ? (vector[0] ? 3'h4 : 3'h3) : {2'h1, vector[0]})
                   : vector[1] ? {2'h1, vector[0]} : vector[0] ? 3'h2 : 3'h1)
      : vector[4]
          ? (vector[3]
               ? (vector[2]
                    ? (vector[1] ? {2'h2, vector[0]} : vector[0] ? 3'h4 : 3'h3)
                    : vector[1] ? (vector[0] ? 3'h4 : 3'h3) : {2'h1, vector[0]})
               : vector[2]
                   ? (vector[1] ? (vector[0] ? 3'h4 : 3'h3) : {2'h1, vector[0]})
                   : vector[1] ? {2'h1, vector[0]} : vector[0] ? 3'h2 : 3'h1)
          : vector[3]
              ? (vector[2]
                   ? (vector[1] ? (vector[0] ? 3'h4 : 3'h3) : {2'h1, vector[0]})
                   : vector[1] ? {2'h1, vector[0]} : vector[0] ? 3'h2 : 3'h1)
              : vector[2]
                  ? (vector[1] ? {2'h1, vector[0]} : vector[0] ? 3'h2 : 3'h1)
                  : vector[1] ? (vector[0] ? 3'h2 : 3'h1) : {2'h0, vector[0]};
endmodule
