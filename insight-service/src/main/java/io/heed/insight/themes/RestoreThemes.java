package io.heed.insight.themes;

import java.util.Collection;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemesConsolidated;

/**
 * Takes themes over from their topic, where it knows more than the database. Their counts are marked to be taken from
 * their statements; only where the two differ there is something to tell again.
 */
public final class RestoreThemes {

    private static final String RESTORE = """
            INSERT INTO themes AS known (id, founding_statement, version, label, keywords, state, merged_into, curation,
                signals, statements, people, sentiment_sum, severity_sum, first_seen, last_seen,
                priority, priority_parts, representatives, published_at, labelled_at, recount, vectors, sum, generation)
            VALUES (:id, :founding, :version, :label, :keywords, :state, :merged::uuid, :curation::jsonb,
                :signals, :statements, :people, 0, 0, :first, :last,
                :priority, :parts::jsonb, :representatives, :at,
                CASE WHEN :label = '' THEN 0 ELSE :statements END, true, 0, '', 0)
            ON CONFLICT (id) DO UPDATE
            SET version = excluded.version,
                label = excluded.label,
                keywords = excluded.keywords,
                state = excluded.state,
                merged_into = excluded.merged_into,
                curation = excluded.curation,
                signals = excluded.signals,
                statements = excluded.statements,
                people = excluded.people,
                first_seen = excluded.first_seen,
                last_seen = excluded.last_seen,
                priority = excluded.priority,
                priority_parts = excluded.priority_parts,
                representatives = excluded.representatives,
                published_at = excluded.published_at,
                labelled_at = excluded.labelled_at,
                counts_changed = false,
                label_changed = false,
                review_due = false,
                recount = true
            WHERE excluded.version > known.version
            """;

    /** Takes over what is newer; gives how many themes that were. */
    public int run(Handle transaction, Collection<ThemeChanged> events) {
        ThemeSpaceRow.lockToDecide(transaction);
        PreparedBatch restore = transaction.prepareBatch(RESTORE);
        for (ThemeChanged event : events) {
            restore.bind("id", event.themeId())
                    .bind("founding", event.foundingStatement())
                    .bind("version", event.version())
                    .bind("label", event.label())
                    .bindByType("keywords", event.keywords().toArray(String[]::new), String[].class)
                    .bind("state", ThemeColumns.name(event.state()))
                    .bind("merged", event.mergedInto())
                    .bind("curation", ThemeColumns.json(event.curation()))
                    .bind("signals", event.counts().signals())
                    .bind("statements", event.counts().statements())
                    .bind("people", event.counts().people())
                    .bind("first", event.firstSeen())
                    .bind("last", event.lastSeen())
                    .bind("priority", event.priority().score())
                    .bind("parts", ThemeColumns.json(event.priority().parts()))
                    .bindByType("representatives", event.representatives().toArray(UUID[]::new), UUID[].class)
                    .bind("at", event.changedAt())
                    .add();
        }
        int restored = 0;
        for (int changed : restore.execute()) {
            restored += changed;
        }
        return restored;
    }

    /** Takes over what the last consolidation found with this encoder, where the database knows of fewer statements. */
    public void consolidated(Handle transaction, ThemesConsolidated event, String encoder) {
        if (!event.encoder().equals(encoder)) {
            return;
        }
        ThemeSpaceRow.lock(transaction);
        int newer = transaction
                .createUpdate("""
                        UPDATE consolidation SET statements = :statements, settled = :settled
                        WHERE statements < :statements
                        """)
                .bind("statements", event.statements())
                .bind("settled", event.settled())
                .execute();
        Double least = event.joinFrom();
        if (newer > 0 && least != null) {
            ThemeSpaceRow.joinFrom(transaction, least);
        }
    }
}
