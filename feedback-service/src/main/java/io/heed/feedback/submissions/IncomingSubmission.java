package io.heed.feedback.submissions;

import io.heed.feedback.intake.Arrival;
import io.heed.feedback.intake.Submission;

/**
 * A submission from the topic, valid.
 *
 * @param bytes length of the record's value
 */
record IncomingSubmission(Submission submission, Arrival arrival, int bytes) {}
