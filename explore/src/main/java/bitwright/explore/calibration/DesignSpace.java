package bitwright.explore.calibration;

import bitwright.cost.Family;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The designs of a family: building blocks and units as the generator instantiates them, drawn with
 * fixed seeds over the parameters that networks have. Equal calls give equal lists.
 */
public final class DesignSpace {

  private DesignSpace() {}

  /** The designs of a family, those of one primitive side by side. */
  public static List<CalibrationDesign> of(Family family) {
    List<CalibrationDesign> designs = new ArrayList<>();
    designs.addAll(VerilogDesigns.all());
    designs.addAll(StreamDesigns.all());
    designs.addAll(MapDesigns.all());
    designs.addAll(MatrixDesigns.all(family));
    if (family.xilinx()) {
      designs.addAll(CellDesigns.all(family));
    }
    Set<String> seen = new HashSet<>();
    designs.removeIf(design -> !seen.add(design.id()));
    return List.copyOf(designs);
  }
}
