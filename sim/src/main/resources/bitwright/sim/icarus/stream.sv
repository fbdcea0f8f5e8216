
  // @NAME@
  reg held_@I@ = 0;
  reg [@BITS@-1:0] kept_@I@;
  integer beats_@I@ = 0;
  task observe_@I@;
    if (^{@VALID@, @READY@} === 1'bx) violate(@UNKNOWN_BITS@, @I@);
    else if (!@VALID@) begin
      if (held_@I@) violate(@VALID_DROPPED@, @I@);
    end else begin
      if (cycle == 0) violate(@VALID_IN_RESET@, @I@);
      if (held_@I@ && kept_@I@ !== @DATA@) violate(@DATA_CHANGED@, @I@);
      held_@I@ = !@READY@;
      kept_@I@ = @DATA@;
      if (@READY@) begin
        moved = 1;
        if (beats_@I@ == vectors * @BEATS@ || beats_@I@ % @BEATS@ == @BEATS@ - 1
            && beats_@I@ / @BEATS@ * @INPUT_BEATS@ >= taken)
          violate(@EXTRA_BEAT@, @I@);
        else begin
          if (^(@DATA@) === 1'bx) violate(@UNKNOWN_BITS@, @I@);
          if (@LAST@ != (beats_@I@ % @BEATS@ == @BEATS@ - 1)) violate(@LAST_MISPLACED@, @I@);
          $fdisplay(events, "B @I@ %0d %0h", cycle, @CODES@);
          beats_@I@ = beats_@I@ + 1;
        end
      end
    end
  endtask
