package io.heed.feedback.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import io.heed.rest.ProblemException;
import io.heed.rest.StrictTrees;

/** Takes the two forms of a batch apart: a JSON array, or one JSON object a line (NDJSON). */
@Singleton
class BatchForm {

    /** Behind an item of an array there is the next one. */
    private final ObjectReader json = StrictTrees.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final SubmissionReader reader;

    BatchForm(SubmissionReader reader) {
        this.reader = reader;
    }

    /** One signal of a batch, which says what is wrong with it only when it is read. */
    @FunctionalInterface
    interface Item {
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
                JsonNode tree = json.readTree(parser);
                add(items, () -> reader.read(tree));
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
            int from = start;
            int length = end - start;
            if (!new String(body, from, length, StandardCharsets.ISO_8859_1).isBlank()) {
                add(items, () -> reader.read(Arrays.copyOfRange(body, from, from + length)));
            }
            start = end + 1;
        }
        return items;
    }

    private static void add(List<Item> items, Item item) {
        if (items.size() == Batch.MOST) {
            throw ProblemException.invalid("", "a batch may have at most " + Batch.MOST + " signals: send several");
        }
        items.add(item);
    }
}
