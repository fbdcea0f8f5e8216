package bitwright.explore.pool;

/** Hears how far a pool has come. */
@FunctionalInterface
public interface PoolProgress {

  /**
   * So many jobs are finished; the first call counts those that were finished before. Called by any
   * thread.
   */
  void at(int done, int total);
}
