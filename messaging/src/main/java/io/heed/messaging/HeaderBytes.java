package io.heed.messaging;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.heed.messaging.QuarantinedRecord.RecordHeader;

/** Headers of records as they are stored: they may hold what text and jsonb columns refuse, so as bytes of JSON. */
final class HeaderBytes {

    private final ObjectMapper json = JsonMapper.builder().build();

    byte[] of(List<RecordHeader> headers) {
        try {
            return json.writeValueAsBytes(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers have no JSON form", e);
        }
    }

    List<RecordHeader> read(byte[] stored) {
        try {
            return List.of(json.readValue(stored, RecordHeader[].class));
        } catch (IOException e) {
            throw new IllegalStateException("Stored headers cannot be read", e);
        }
    }
}
