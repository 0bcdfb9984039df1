package io.heed.insight.restoring;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import io.heed.contracts.ActionChanged;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemesConsolidated;
import io.heed.contracts.Topic;
import io.heed.insight.readings.EncodeAnew;
import io.heed.insight.readings.Readings;
import io.heed.insight.themes.ImprovementStore;
import io.heed.insight.themes.RecountThemes;
import io.heed.insight.themes.RestoreThemes;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.TakeTurns;
import io.heed.insight.themes.ThemeSpaceRow;
import io.heed.messaging.Delivery;
import io.heed.messaging.KafkaClients;
import io.heed.messaging.TopicReplay;
import io.heed.messaging.Transactions;

/**
 * Brings the database up to what the service itself has published, before anything new is decided. In the usual case
 * there is nothing newer. After the schema was dropped, or restored from a backup, themes and readings come back from
 * their topics as they were decided, then the signals' words and vectors are put where they belong; nothing is decided
 * or published again.
 *
 * <p>What comes back is the same: ids, places, labels, counts and, since sums are exact, the sums themselves, in
 * whatever order the signals come. Where the database was made by another encoder this one takes over, and the most
 * central statements get their new vectors before anything is decided; the others follow in the background. Every step
 * holds the lock of the theme space and changes nothing when it is done twice, so several replicas may start at once.
 */
public final class CatchUp {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    private final KafkaClients clients;
    private final Transactions transactions;
    private final SharedThemeSpace space;
    private final Readings readings;
    private final TakeTurns turns;
    private final EncodeAnew anew;
    private final RestoreThemes themes = new RestoreThemes();
    private final ImprovementStore improvements = new ImprovementStore();
    private final RecountThemes recount = new RecountThemes();
    private final OwnPositions positions = new OwnPositions();

    public CatchUp(
            KafkaClients clients,
            Transactions transactions,
            SharedThemeSpace space,
            Readings readings,
            TakeTurns turns,
            EncodeAnew anew) {
        this.clients = clients;
        this.transactions = transactions;
        this.space = space;
        this.readings = readings;
        this.turns = turns;
        this.anew = anew;
    }

    /** Catches up; blocks until it has, and until it is this encoder's turn. */
    public void run() throws SQLException, InterruptedException {
        transactions.run(space::create);
        boolean another = turns.begin();
        Map<TopicPartition, Long> from = transactions.call(positions::read);
        Map<TopicPartition, Long> ends = new HashMap<>();
        long[] restored = new long[1];
        // Improvements first: a theme's state depends on them. Themes before readings, which name them.
        ends.putAll(replay(Topic.ACTION_ACTIONS).run(from, this::note));
        ends.putAll(replay(Topic.INSIGHT_THEMES).run(from, batch -> restored[0] += themes(batch)));
        ends.putAll(replay(Topic.INSIGHT_READINGS).run(from, batch -> restored[0] += readings(batch)));
        transactions.run(transaction -> positions.move(transaction, ends));
        int counted;
        do {
            counted = transactions.call(recount::runMarked);
        } while (counted > 0);
        if (readings.awaitWords()) {
            replay(Topic.FEEDBACK_SIGNALS).run(Map.of(), readings::attachWords);
        }
        if (another) {
            anew.first();
        }
        if (restored[0] > 0) {
            LOG.infof("Restored from the service's own topics what the database had not, events=%d", restored[0]);
        }
    }

    private TopicReplay replay(Topic topic) {
        return new TopicReplay(clients, Set.of(topic));
    }

    private void note(List<Delivery> batch) {
        transactions.run(transaction -> {
            ThemeSpaceRow.lock(transaction);
            for (Delivery delivery : batch) {
                if (delivery.event() instanceof ActionChanged action) {
                    improvements.note(transaction, action);
                }
            }
        });
    }

    private int themes(List<Delivery> batch) {
        Map<UUID, ThemeChanged> latest = new LinkedHashMap<>();
        for (Delivery delivery : batch) {
            if (delivery.event() instanceof ThemeChanged theme) {
                latest.put(theme.themeId(), theme);
            } else if (delivery.event() instanceof ThemesConsolidated event) {
                transactions.run(transaction -> themes.consolidated(transaction, event, space.encoder()));
            }
        }
        return transactions.call(transaction -> themes.run(transaction, latest.values()));
    }

    private int readings(List<Delivery> batch) {
        Map<UUID, SignalUnderstood> latest = new LinkedHashMap<>();
        Set<UUID> erased = new HashSet<>();
        for (Delivery delivery : batch) {
            if (delivery.event() instanceof SignalUnderstood reading) {
                latest.put(reading.signalId(), reading);
            } else if (delivery.erases()) {
                latest.remove(delivery.key());
                erased.add(delivery.key());
            }
        }
        return readings.restore(latest, erased);
    }
}
