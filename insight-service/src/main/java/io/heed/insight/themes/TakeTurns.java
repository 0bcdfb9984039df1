package io.heed.insight.themes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

import io.heed.messaging.Transactions;

/**
 * Has one encoder at a time make the vectors that are summed up. A replica that starts with another one than is at work
 * takes over, once; those of the one before understand nothing more, and take over again only when no replica of their
 * successor has been at work for half a minute. So an update goes through while both run, and one that fails is undone.
 */
public final class TakeTurns {

    private static final Duration SURELY_AT_WORK = Duration.ofSeconds(30);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(TakeTurns.class);

    private final Transactions transactions;
    private final SharedThemeSpace space;
    private final InstantSource clock;
    private boolean begun;
    private volatile boolean ours = true;

    public TakeTurns(Transactions transactions, SharedThemeSpace space, InstantSource clock) {
        this.transactions = transactions;
        this.space = space;
        this.clock = clock;
    }

    /** Takes over when this is the first time, otherwise waits for the turn; gives whether the encoder has changed. */
    public boolean begin() throws InterruptedException {
        boolean changed = !begun && transactions.call(this::takeOver);
        begun = true;
        for (run(); !ours; run()) {
            Thread.sleep(ASK_AGAIN_AFTER);
        }
        return changed;
    }

    /** Says that this encoder is at work, or takes over from one that is not any more; every few seconds. */
    public void run() {
        boolean before = ours;
        ours = transactions.call(transaction -> {
            boolean turn = space.isOurs(transaction) || (isOver(transaction) && takeOver(transaction));
            if (turn) {
                atWork(transaction);
            }
            return turn;
        });
        if (before && !ours) {
            LOG.warnf(
                    "Another encoder has taken over; nothing is understood here while it is at work, encoder=%s",
                    space.encoder());
        } else if (ours && !before) {
            LOG.infof("This encoder is at work again, encoder=%s", space.encoder());
        }
    }

    /** Whether, when last asked, it was this process's encoder that makes the vectors. */
    public boolean isOurs() {
        return ours;
    }

    private boolean takeOver(Handle transaction) {
        boolean changed = space.adopt(transaction);
        if (changed) {
            atWork(transaction);
            LOG.infof("The encoder has changed and all statements are encoded anew, encoder=%s", space.encoder());
        }
        return changed;
    }

    private boolean isOver(Handle transaction) {
        return transaction
                .createQuery("SELECT until < :now FROM encoder_at_work")
                .bind("now", clock.instant())
                .mapTo(Boolean.class)
                .one();
    }

    private void atWork(Handle transaction) {
        Instant until = clock.instant().plus(SURELY_AT_WORK);
        transaction
                .createUpdate("UPDATE encoder_at_work SET until = greatest(until, :until)")
                .bind("until", until)
                .execute();
    }
}
