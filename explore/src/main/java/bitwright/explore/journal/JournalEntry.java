package bitwright.explore.journal;

import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;

/**
 * A finished job.
 *
 * @param spec what was done
 * @param result what came out
 * @param seconds how long it took
 */
public record JournalEntry(JobSpec spec, JobResult result, double seconds) {}
