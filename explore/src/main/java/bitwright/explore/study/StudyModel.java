package bitwright.explore.study;

/**
 * A float network of a study.
 *
 * @param name its short name
 * @param sha256 of its file
 * @param topology the shapes of its layers
 * @param macs multiply-accumulate operations per image
 * @param parameters weights and biases
 * @param images held-out images
 * @param right how many of them the float network classifies rightly
 */
public record StudyModel(
    String name,
    String sha256,
    String topology,
    long macs,
    long parameters,
    int images,
    int right) {}
