package bitwright.explore.emit;

import com.fasterxml.jackson.databind.node.TextNode;

/**
 * An indexed job of Kubernetes.
 *
 * <p>Source: <a href="https://kubernetes.io/docs/concepts/workloads/controllers/job/">Kubernetes,
 * Jobs</a>; retries per index need version 1.33.
 */
final class Kubernetes {

  private static final int MOST_PODS = 16;

  private Kubernetes() {}

  static String text(String name, int jobs, String launcher) {
    return """
        # %d jobs of an exploration. Fill in the image, which has Bitwright, and the volume, which
        # has this folder and can be written by many pods; then: %s
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: %s
        spec:
          completionMode: Indexed
          completions: %d
          parallelism: %d
          backoffLimitPerIndex: 2
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: run-job
                  image: bitwright
                  workingDir: /exploration
                  env:
                    - name: BITWRIGHT
                      value: %s
                  command:
                    - /bin/sh
                    - -c
                    - exec "$BITWRIGHT" run-job "jobs/$JOB_COMPLETION_INDEX.json" results
                  resources:
                    requests:
                      cpu: 2
                      memory: 4Gi
                  volumeMounts:
                    - name: exploration
                      mountPath: /exploration
              volumes:
                - name: exploration
                  persistentVolumeClaim:
                    claimName: exploration
        """
        .formatted(
            jobs,
            Scheduler.KUBERNETES.command(),
            name,
            jobs,
            Math.min(jobs, MOST_PODS),
            quoted(launcher));
  }

  /** A string of YAML, which are those of JSON; what Kubernetes would expand is doubled. */
  private static String quoted(String text) {
    return TextNode.valueOf(text.replace("$(", "$$(")).toString();
  }
}
