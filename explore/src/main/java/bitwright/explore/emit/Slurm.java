package bitwright.explore.emit;

/**
 * An array job of Slurm.
 *
 * <p>Source: <a href="https://slurm.schedmd.com/job_array.html">Slurm, Job Array Support</a>.
 */
final class Slurm {

  /** Where tasks print to; Slurm does not make folders. */
  static final String LOGS = "logs";

  /** Slurm allows array indices up to 1,000 unless its configuration says otherwise. */
  private static final int MOST_TASKS = 1000;

  private Slurm() {}

  static String text(String name, int jobs, String launcher) {
    int tasks = Math.min(jobs, MOST_TASKS);
    return """
        #!/bin/bash
        # %d jobs of an exploration. Begin them in this folder with: sbatch %s
        # The same command does what is missing after a failure; finished jobs are not done again.
        #SBATCH --job-name=%s
        #SBATCH --array=0-%d
        #SBATCH --cpus-per-task=2
        #SBATCH --mem=4G
        #SBATCH --time=01:00:00
        #SBATCH --output=%s/%%a.txt
        set -euo pipefail
        cd "${SLURM_SUBMIT_DIR:-.}"
        bitwright=${BITWRIGHT:-%s}
        jobs=%d
        tasks=%d
        for ((job = SLURM_ARRAY_TASK_ID; job < jobs; job += tasks)); do
          "$bitwright" run-job "jobs/$job.json" results
        done
        """
        .formatted(
            jobs, Scheduler.SLURM.file(), name, tasks - 1, LOGS, quoted(launcher), jobs, tasks);
  }

  /** A word of the shell, whatever is in it. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
