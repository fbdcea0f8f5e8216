package bitwright.explore.allocate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

/** The products of the choices of two coupled items: flows from options to options. */
final class JointChoice {

  private final List<List<Integer>> rows;
  private final List<List<Integer>> columns;
  private final Variable[][] flows;

  /**
   * Flows between two items.
   *
   * @param first the variables of the first item's options
   * @param second those of the second
   * @param couplings all that is to be said of the two
   */
  JointChoice(
      ExpressionsBasedModel model,
      Map<Integer, Variable> first,
      Map<Integer, Variable> second,
      List<Coupling> couplings) {
    rows = rows(first, second, couplings);
    columns = columns(first, second, couplings);
    flows = new Variable[rows.size()][columns.size()];
    String name = "y %d".formatted(model.countExpressions());
    Expression[] into = new Expression[columns.size()];
    for (int c = 0; c < into.length; c++) {
      into[c] = marginal(model, name + " column " + c, columns.get(c), second);
    }
    for (int r = 0; r < rows.size(); r++) {
      Expression from = marginal(model, name + " row " + r, rows.get(r), first);
      for (int c = 0; c < into.length; c++) {
        int o = rows.get(r).get(0);
        int p = columns.get(c).get(0);
        if (couplings.stream().allMatch(t -> Double.isFinite(t.values()[o][p]))) {
          flows[r][c] = model.newVariable("%s %d %d".formatted(name, r, c)).lower(0);
          from.set(flows[r][c], 1);
          into[c].set(flows[r][c], 1);
        }
      }
    }
  }

  /** {@code Σ y = Σ x} over the options of a class. */
  private static Expression marginal(
      ExpressionsBasedModel model, String name, List<Integer> options, Map<Integer, Variable> x) {
    Expression sum = model.newExpression(name).level(0);
    options.forEach(option -> sum.set(x.get(option), -1));
    return sum;
  }

  /** Adds a coupling in some unit to a sum. */
  void addTo(Expression sum, Coupling coupling, double unit) {
    for (int r = 0; r < flows.length; r++) {
      for (int c = 0; c < flows[r].length; c++) {
        if (flows[r][c] != null) {
          double value = coupling.values()[rows.get(r).get(0)][columns.get(c).get(0)];
          sum.set(flows[r][c], value / unit);
        }
      }
    }
  }

  private static List<List<Integer>> rows(
      Map<Integer, Variable> first, Map<Integer, Variable> second, List<Coupling> couplings) {
    Map<List<Double>, List<Integer>> classes = new LinkedHashMap<>();
    for (int o : first.keySet()) {
      List<Double> row = new ArrayList<>();
      couplings.forEach(t -> second.keySet().forEach(p -> row.add(t.values()[o][p])));
      classes.computeIfAbsent(row, k -> new ArrayList<>()).add(o);
    }
    return List.copyOf(classes.values());
  }

  private static List<List<Integer>> columns(
      Map<Integer, Variable> first, Map<Integer, Variable> second, List<Coupling> couplings) {
    Map<List<Double>, List<Integer>> classes = new LinkedHashMap<>();
    for (int p : second.keySet()) {
      List<Double> column = new ArrayList<>();
      couplings.forEach(t -> first.keySet().forEach(o -> column.add(t.values()[o][p])));
      classes.computeIfAbsent(column, k -> new ArrayList<>()).add(p);
    }
    return List.copyOf(classes.values());
  }
}
