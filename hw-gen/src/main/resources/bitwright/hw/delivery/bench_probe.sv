  generate
    if (1) begin : probe_@name@
      wire valid = @valid@;
      wire ready = @ready@;
      wire [@beat_high@:0] beat = @data@@slice@;
      for (e = 0; e < @shown@; e = e + 1) begin : element
        wire [@element_high@:0] code = beat[e*@element_bits@+:@element_bits@];
      end
    end
  endgenerate
