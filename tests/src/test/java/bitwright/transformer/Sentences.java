package bitwright.transformer;

import java.util.List;

/** Ten English sentences; the first two mean about the same. */
final class Sentences {

  static final List<String> ALL =
      List.of(
          "The bridge over the river was closed for repairs after the spring flood.",
          "After the flood in spring, they shut the river bridge to repair it.",
          "Adding two numbers exactly is easy; rounding them the same way twice is not.",
          "She packed bread, cheese and three oranges for the long train journey north.",
          "A telescope gathers light that left its star before anyone could see it.",
          "Please water the tomatoes every evening while we are away in July.",
          "The committee postponed its decision, because nobody had read the report.",
          "Old clocks in the museum strike noon at slightly different times.",
          "How many bits does an accumulator need so that no sum ever overflows?",
          "Snow fell quietly on the harbour, and the ferries stayed at their moorings.");

  private Sentences() {}
}
