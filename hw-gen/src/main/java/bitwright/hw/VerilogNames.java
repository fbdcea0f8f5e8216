package bitwright.hw;

import java.util.Set;

/** Names of top modules that are no Verilog keywords. */
final class VerilogNames {

  private static final Set<String> KEYWORDS =
      Set.of(
          ("always and assign automatic begin bit break buf byte case cell class clocking config const context continue cover default"
                  + " design disable do edge else end endmodule enum event export extends extern final first for force forever fork"
                  + " function generate global if import include initial inout input inside instance int integer interface join"
                  + " large library local logic longint macromodule matches medium modport module nand negedge new nor not null or"
                  + " output package packed parameter posedge primitive priority program property protected pull0 pull1 pure rand"
                  + " real ref reg release repeat return scalared sequence shortint shortreal signed small solve static string"
                  + " strong struct super supply0 supply1 table tagged task this time timeunit tran tri type typedef union unique"
                  + " unsigned use var vectored virtual void wait wand weak while wire with within wor xnor xor")
              .split(" "));

  private VerilogNames() {}

  /**
   * The name itself, or with {@code _top} where it is a keyword or would meet a module of the
   * library.
   */
  static String top(String name) {
    boolean taken =
        KEYWORDS.contains(name)
            || name.matches(
                "(Bitwright|Mvu_|Requantizer_|Product_|DotProduct_|StatusRegisters|Stream|Vector|Upsizer|Downsizer).*");
    return taken ? name + "_top" : name;
  }
}
