package io.heed.action.actions;

import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import io.heed.contracts.ActionChange;
import io.heed.contracts.EventJson;
import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;

/** The history of actions, which only ever grows. */
@ApplicationScoped
class HistoryStore {

    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final ObjectMapper json = EventJson.mapper();

    /** An entry, and the action that it is about. */
    record Line(UUID actionId, HistoryEntry entry) {}

    /** Adds entries. The caller holds the locks of their actions, so that the numbers follow each other. */
    void append(Handle transaction, Collection<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO history (action_id, seq, at, by_kind, by_subject, what, why, details)
                SELECT :action, coalesce(max(seq), 0) + 1, :at::timestamptz, :kind, :subject, :what, :why, :details::jsonb
                  FROM history WHERE action_id = :action
                """)) {
            for (Line line : lines) {
                HistoryEntry entry = line.entry();
                batch.bind("action", line.actionId())
                        .bind("at", entry.at())
                        .bind("kind", entry.principal().kind().name())
                        .bind("subject", entry.principal().subject())
                        .bind("what", entry.what().name())
                        .bind("details", write(entry.details()));
                if (entry.why() == null) {
                    batch.bindNull("why", Types.VARCHAR);
                } else {
                    batch.bind("why", entry.why());
                }
                batch.add();
            }
            batch.execute();
        }
    }

    /** All that happened to an action, oldest first. */
    List<HistoryEntry> of(Handle transaction, UUID actionId) {
        return transaction
                .createQuery(
                        "SELECT at, by_kind, by_subject, what, why, details FROM history WHERE action_id = :action ORDER BY seq")
                .bind("action", actionId)
                .map(row -> new HistoryEntry(
                        row.getColumn("at", Instant.class),
                        new Principal(
                                PrincipalKind.valueOf(row.getColumn("by_kind", String.class)),
                                row.getColumn("by_subject", String.class)),
                        ActionChange.valueOf(row.getColumn("what", String.class)),
                        row.getColumn("why", String.class),
                        read(row.getColumn("details", String.class))))
                .list();
    }

    private String write(Map<String, String> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Details could not be written as JSON", impossible);
        }
    }

    private Map<String, String> read(String details) {
        try {
            return json.readValue(details, DETAILS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Stored details could not be read", impossible);
        }
    }
}
