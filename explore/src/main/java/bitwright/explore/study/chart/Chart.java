package bitwright.explore.study.chart;

/** A picture of fixed size. */
interface Chart {

  /** The name of its file without an ending. */
  String name();

  /** Pixels from left to right. */
  int width();

  /** Pixels from top to bottom. */
  int height();

  /** Draws it. */
  void draw(Canvas canvas);
}
