package io.heed.insight.readings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.SilentReason;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.encoder.StatementEncoder;
import io.heed.insight.statements.Mood;
import io.heed.insight.statements.Silence;
import io.heed.insight.statements.Statement;
import io.heed.insight.statements.StatementSplitter;

/**
 * Reads signals: splits, tells what says nothing, hears the mood and encodes, on as many threads as there are callers.
 * All of it is a pure function of the signal.
 *
 * <p>A signal's {@code suggestion} is not read: it is what the writer would do about their problem, not another problem,
 * and would found themes of remedies beside the themes of what is to be remedied.
 */
public final class SignalReader implements AutoCloseable {

    private final StatementSplitter splitter = new StatementSplitter();
    private final Silence silence = new Silence();
    private final Mood mood = new Mood();
    private final StatementEncoder encoder;
    private final int callers;
    private final ExecutorService threads;

    /** @param callers how many signals are read at once, at least 1 */
    public SignalReader(StatementEncoder encoder, int callers) {
        this.encoder = encoder;
        this.callers = callers;
        this.threads = Executors.newFixedThreadPool(
                callers, Thread.ofPlatform().daemon().name("reader-", 0).factory());
    }

    /** Reads all of them; the result is in their order. */
    List<ReadSignal> read(List<SignalReceived> signals) throws InterruptedException {
        return all(signals, this::read);
    }

    /** The vectors of the statements of one text, in their order; on the caller's thread. */
    List<GridVector> encode(List<String> statements) {
        return encoder.encode(statements);
    }

    private <T, R> List<R> all(List<T> these, Function<T, R> work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Map<Integer, R> done = new ConcurrentHashMap<>();
        List<Future<?>> running = new ArrayList<>();
        for (int caller = 0; caller < Math.min(callers, these.size()); caller++) {
            running.add(threads.submit(() -> {
                for (int i = next.getAndIncrement(); i < these.size(); i = next.getAndIncrement()) {
                    done.put(i, work.apply(these.get(i)));
                }
            }));
        }
        for (Future<?> task : running) {
            await(task);
        }
        List<R> inOrder = new ArrayList<>(these.size());
        for (int i = 0; i < these.size(); i++) {
            R result = done.get(i);
            if (result != null) {
                inOrder.add(result);
            }
        }
        return inOrder;
    }

    private static void await(Future<?> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A text could not be read", failed.getCause());
        }
    }

    /** Reads one signal on the caller's thread. */
    ReadSignal read(SignalReceived signal) {
        List<Statement> statements = splitter.split(signal.id(), signal.text());
        List<Optional<SilentReason>> reasons = statements.stream()
                .map(statement -> silence.of(statement.text()))
                .toList();
        // what says nothing counts to its siblings, and is not encoded where there are none
        List<GridVector> vectors = reasons.stream().allMatch(Optional::isPresent)
                ? List.of()
                : encode(statements.stream().map(Statement::text).toList());
        List<ReadStatement> read = new ArrayList<>(statements.size());
        for (int i = 0; i < statements.size(); i++) {
            SilentReason reason = reasons.get(i).orElse(null);
            read.add(read(signal, statements.get(i), reason, reason == null ? vectors.get(i) : null));
        }
        return new ReadSignal(signal, read);
    }

    private ReadStatement read(
            SignalReceived signal, Statement statement, @Nullable SilentReason reason, @Nullable GridVector vector) {
        List<String> words = Mood.wordsOf(statement.text());
        return new ReadStatement(
                statement,
                reason,
                vector,
                mood.sentiment(words, signal.rating()),
                mood.severity(words, signal.rating(), signal.obligation()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
