package bitwright.explore.emit;

/**
 * A pipeline of Nextflow with one process.
 *
 * <p>Source: <a href="https://docs.seqera.io/nextflow/process">Nextflow, Processes</a>.
 */
final class Nextflow {

  private Nextflow() {}

  static String text(int jobs, String launcher) {
    return """
        #!/usr/bin/env nextflow
        // %d jobs of an exploration. Begin, or continue after a failure, with: %s

        params.bitwright = %s

        process RUN_JOB {
            tag "${spec.baseName}"
            cpus 2
            memory '4 GB'
            time '1h'
            errorStrategy { task.attempt <= 2 ? 'retry' : 'ignore' }
            maxRetries 2
            publishDir "${projectDir}", mode: 'copy'

            input:
            path spec
            path data

            output:
            path 'results/*'

            script:
            \"""
            "${params.bitwright}" run-job "${spec}" results
            \"""
        }

        workflow {
            RUN_JOB(channel.fromPath("${projectDir}/jobs/*.json"), file("${projectDir}/data"))
        }
        """
        .formatted(jobs, Scheduler.NEXTFLOW.command(), quoted(launcher));
  }

  /** A string of Groovy. */
  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
