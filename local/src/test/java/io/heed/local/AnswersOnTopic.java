package io.heed.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.heed.contracts.SignalAnswered;
import io.heed.contracts.Topic;

/**
 * What any consumer of {@code action.answers} was told.
 *
 * @param told each (signal, action) that has an answer
 * @param toldTwice those with more than one event
 */
record AnswersOnTopic(Set<Told> told, List<Told> toldTwice) {

    record Told(UUID signal, UUID action) {}

    static AnswersOnTopic read(String bootstrapServers) {
        Set<Told> told = new HashSet<>();
        List<Told> twice = new ArrayList<>();
        for (SignalAnswered answered :
                EventsOnTopic.read(bootstrapServers, Topic.ACTION_ANSWERS, SignalAnswered.class)) {
            Told one = new Told(answered.signalId(), answered.actionId());
            if (!told.add(one)) {
                twice.add(one);
            }
        }
        return new AnswersOnTopic(told, twice);
    }
}
