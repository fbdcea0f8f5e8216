package bitwright.training.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Digits for training and digits that training never sees.
 *
 * @param training all that is not held out, class by class
 * @param heldOut the same number of every class, in shuffled order
 */
public record Split(Digits training, Digits heldOut) {

  /**
   * Holds out {@code perClass} digits of each class, drawn with {@code seed}.
   *
   * <p>The held-out digits come in rounds of ten, one of each class, so that every prefix of them
   * is nearly balanced.
   *
   * @throws IllegalArgumentException if a class has too few digits
   */
  public static Split draw(Digits digits, int perClass, long seed) {
    Random random = new Random(seed);
    List<List<Integer>> byClass = new ArrayList<>();
    for (int digit = 0; digit < 10; digit++) {
      byClass.add(new ArrayList<>());
    }
    for (int i = 0; i < digits.size(); i++) {
      byClass.get(digits.labels().get(i)).add(i);
    }
    List<Integer> training = new ArrayList<>();
    for (List<Integer> indices : byClass) {
      if (indices.size() <= perClass) {
        throw new IllegalArgumentException(
            "a class has " + indices.size() + " digits, too few to hold out " + perClass);
      }
      Collections.shuffle(indices, random);
      training.addAll(indices.subList(perClass, indices.size()));
    }
    List<Integer> heldOut = new ArrayList<>();
    for (int round = 0; round < perClass; round++) {
      List<Integer> ten = new ArrayList<>();
      for (List<Integer> indices : byClass) {
        ten.add(indices.get(round));
      }
      Collections.shuffle(ten, random);
      heldOut.addAll(ten);
    }
    return new Split(select(digits, training), select(digits, heldOut));
  }

  /**
   * {@code perClass} of the training images of each class, the first of each, in rounds of one of
   * each class.
   *
   * @throws IllegalArgumentException if a class has too few images
   */
  public Digits calibration(int perClass) {
    List<Integer> chosen = new ArrayList<>();
    for (int round = 0; round < perClass; round++) {
      for (int label = 0; label < Digits.CLASSES; label++) {
        int nth = training.labels().indexOf(label) + round;
        if (nth >= training.size() || training.labels().get(nth) != label) {
          throw new IllegalArgumentException(
              "a class has fewer than " + perClass + " training images");
        }
        chosen.add(nth);
      }
    }
    return select(training, chosen);
  }

  private static Digits select(Digits digits, List<Integer> indices) {
    return new Digits(
        indices.stream().map(digits.images()::get).toList(),
        indices.stream().map(digits.labels()::get).toList());
  }
}
