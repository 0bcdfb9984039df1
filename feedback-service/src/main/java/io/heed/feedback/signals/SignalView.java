package io.heed.feedback.signals;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.SignalReceived;
import io.heed.feedback.timeline.SignalStatus;
import io.heed.feedback.timeline.ThemeLabel;
import io.heed.feedback.timeline.TimelineEntry;

/**
 * A signal as staff see it.
 *
 * @param signal its fields, redacted when it was taken in
 * @param receipt for those who may hand it to the writer; absent for others
 * @param timeline oldest first
 */
@Schema(name = "Signal")
public record SignalView(
        @JsonUnwrapped SignalReceived signal,
        @Nullable String receipt,
        SignalStatus status,
        List<ThemeLabel> themes,
        List<TimelineEntry> timeline) {}
