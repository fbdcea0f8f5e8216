package bitwright.explore.space;

import bitwright.quantize.ptq.QuantizationSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads lists of techniques: {@code none}, a name, names that go together as {@code equalize+gptq}
 * or as a list, and {@code each} for none and every technique alone.
 */
final class TechniqueReader {

  private static final QuantizationSpec ANY = QuantizationSpec.of("int8", "int8");

  private TechniqueReader() {}

  static List<List<String>> read(Entry entry) {
    Set<List<String>> lists = new LinkedHashSet<>();
    for (Entry element : entry.elements()) {
      if (element.isList()) {
        lists.add(together(element, element.elements().stream().map(Entry::text).toList()));
      } else if (element.text().equals("each")) {
        lists.add(List.of());
        QuantizationSpec.TECHNIQUES.forEach(t -> lists.add(List.of(t)));
      } else {
        lists.add(together(element, Arrays.asList(element.text().split("\\s*\\+\\s*", -1))));
      }
    }
    return List.copyOf(lists);
  }

  /** The names in the order in which they are applied. */
  private static List<String> together(Entry entry, List<String> names) {
    if (names.equals(List.of("none"))) {
      return List.of();
    }
    List<String> known = new ArrayList<>(QuantizationSpec.TECHNIQUES);
    known.addAll(List.of("none", "each"));
    for (String name : names) {
      String base = name.startsWith("smooth:") ? "smooth" : name;
      if (!known.contains(base)) {
        throw entry.refuse("names the technique '%s'%s", name, Entry.choice(name, known));
      }
      if (!QuantizationSpec.TECHNIQUES.contains(base)) {
        throw entry.refuse("joins '%s' with others; it stands alone", name);
      }
    }
    entry.check(() -> ANY.with(names));
    return ANY.with(names).techniques();
  }
}
