package io.heed.feedback.submissions;

import io.cloudevents.CloudEvent;

/**
 * A CloudEvent as it came, with its data as the bytes of JSON.
 *
 * @param attributes the event without its data
 */
@SuppressWarnings("ArrayRecordComponent") // handed on from one method to the next; nobody compares these
record SubmittedEvent(CloudEvent attributes, byte[] data) {}
