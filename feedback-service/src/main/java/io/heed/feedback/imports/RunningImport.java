package io.heed.feedback.imports;

import java.time.Instant;

import io.heed.contracts.Principal;

/**
 * An import whose rows are being sent.
 *
 * @param createdAt when its upload began, to the millisecond: when all of its rows reached Heed
 * @param done how many rows from the first have an outcome already
 */
record RunningImport(
        Lease lease,
        Principal principal,
        String source,
        Instant createdAt,
        String fileHash,
        long rows,
        long done,
        long accepted,
        long rejected) {

    /** The same, so much further. */
    RunningImport after(Outcome outcome) {
        return new RunningImport(
                lease,
                principal,
                source,
                createdAt,
                fileHash,
                rows,
                done + outcome.rows(),
                accepted + outcome.rows() - outcome.rejected(),
                rejected + outcome.rejected());
    }
}
