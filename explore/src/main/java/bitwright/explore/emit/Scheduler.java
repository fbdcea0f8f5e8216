package bitwright.explore.emit;

/** What runs jobs on many machines. */
public enum Scheduler {
  /** An array job of Slurm. */
  SLURM("explore.sbatch", "sbatch explore.sbatch"),
  /** An indexed job of Kubernetes. */
  KUBERNETES("explore.yaml", "kubectl create -f explore.yaml"),
  /** A process of Nextflow. */
  NEXTFLOW("explore.nf", "nextflow run explore.nf -resume");

  private final String file;
  private final String command;

  Scheduler(String file, String command) {
    this.file = file;
    this.command = command;
  }

  /** The file that the scheduler reads. */
  public String file() {
    return file;
  }

  /** What is typed in the folder of the file to begin. */
  public String command() {
    return command;
  }
}
