package io.heed.feedback.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import io.heed.rest.Problem;
import io.heed.rest.ProblemException;
import io.heed.rest.StrictJson;
import io.heed.rest.UnreadableJson;

/** Reads the two forms of a batch: a JSON array, or one JSON object a line (NDJSON). */
@Singleton
class BatchForm {

    private final JsonFactory json = StrictJson.factory();
    private final SubmissionReader reader;

    BatchForm(SubmissionReader reader) {
        this.reader = reader;
    }

    /** What stands at one place of a batch. */
    sealed interface Item {}

    /** Something to be taken. */
    record Valid(Submission submission) implements Item {}

    /** Something to be refused. */
    record Invalid(Problem problem) implements Item {}

    @FunctionalInterface
    private interface Read {
        Submission read() throws JsonProcessingException;
    }

    /**
     * The items of a JSON array. What is not JSON spoils all of it, since nobody can say where the next item begins.
     *
     * @throws ProblemException 400 when it is no array, has more than {@link Batch#MOST} items or is not UTF-8
     * @throws JsonProcessingException when it is not JSON
     */
    List<Item> array(byte[] body) throws JsonProcessingException {
        List<Item> items = new ArrayList<>();
        try (JsonParser parser = json.createParser(SubmissionReader.decoded(body))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw ProblemException.invalid("", "the body must be one JSON array of submissions");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                SubmittedObject object = SubmissionReader.object(parser);
                add(items, () -> reader.read(object));
            }
            if (parser.nextToken() != null) {
                throw ProblemException.invalid("", "nothing may stand behind the JSON array");
            }
        } catch (JsonProcessingException refused) {
            throw refused;
        } catch (IOException impossible) {
            throw new IllegalStateException("text in memory can always be read", impossible);
        }
        return items;
    }

    /**
     * The items of lines that are one JSON object each; blank lines are passed over.
     *
     * @throws ProblemException 400 when there are more than {@link Batch#MOST}
     */
    List<Item> lines(byte[] body) {
        List<Item> items = new ArrayList<>();
        int start = 0;
        while (start < body.length) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!new String(body, start, end - start, StandardCharsets.ISO_8859_1).isBlank()) {
                byte[] line = Arrays.copyOfRange(body, start, end);
                add(items, () -> reader.read(line));
            }
            start = end + 1;
        }
        return items;
    }

    private static void add(List<Item> items, Read item) {
        if (items.size() == Batch.MOST) {
            throw ProblemException.invalid("", "a batch may have at most " + Batch.MOST + " signals: send several");
        }
        items.add(outcome(item));
    }

    private static Item outcome(Read item) {
        try {
            return new Valid(item.read());
        } catch (ProblemException refusal) {
            return new Invalid(refusal.problem());
        } catch (JsonProcessingException unreadable) {
            return new Invalid(UnreadableJson.problem(unreadable));
        }
    }
}
