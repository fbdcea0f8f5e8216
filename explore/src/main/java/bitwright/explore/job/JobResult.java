package bitwright.explore.job;

import java.util.List;

/**
 * What came out of a job. It holds no times, so that equal jobs have equal results, byte for byte.
 *
 * @param hash that of the job
 * @param images how many images were classified
 * @param correct one bit per image in hexadecimal, the first image in the lowest bit of the first
 *     digit: what paired comparisons need
 * @param right how many classes were right
 * @param prices one per target, in order
 * @param failure why there is no result, in one sentence; empty otherwise
 */
public record JobResult(
    String hash, int images, String correct, int right, List<Price> prices, String failure) {

  /** Keeps an unmodifiable copy. */
  public JobResult {
    prices = List.copyOf(prices);
  }

  /** The result of a job that cannot be done, for example since no format holds its weights. */
  public static JobResult failed(String hash, String reason) {
    return new JobResult(hash, 0, "", 0, List.of(), reason);
  }

  /** Whether an image was classified rightly. */
  public boolean isCorrect(int image) {
    return (Character.digit(correct.charAt(image / 4), 16) >> image % 4 & 1) != 0;
  }

  /** Whether each image was classified rightly. */
  public boolean[] correctImages() {
    boolean[] images = new boolean[this.images];
    for (int i = 0; i < images.length; i++) {
      images[i] = isCorrect(i);
    }
    return images;
  }

  /** Whether the job could not be done. */
  public boolean isFailure() {
    return !failure.isEmpty();
  }

  /** The share of right classes. */
  public double accuracy() {
    return (double) right / images;
  }
}
