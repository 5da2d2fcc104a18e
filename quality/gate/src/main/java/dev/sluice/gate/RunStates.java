package dev.sluice.gate;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.State;
import com.amazon.deequ.analyzers.StateLoader;
import com.amazon.deequ.analyzers.StatePersister;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.metrics.Metric;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * The states that Deequ's analyzers leave of the rows of a partition. Those of several partitions can be merged into those
 * of all their rows, without the rows. Deequ's own provider of files fails where a state is missing.
 */
final class RunStates implements StateLoader, StatePersister {
    private final Map<Analyzer<?, ?>, State<?>> states = new HashMap<>();

    @Override
    @SuppressWarnings("unchecked") // What was persisted of an analyzer is a state of it.
    public synchronized <S extends State<?>> Option<S> load(Analyzer<S, ?> analyzer) {
        return Option.apply((S) states.get(analyzer));
    }

    @Override
    public synchronized <S extends State<?>> void persist(Analyzer<S, ?> analyzer, S state) {
        states.put(analyzer, state);
    }

    /** The states of these measures by their names; null where there was no row to measure. */
    synchronized Map<String, @Nullable Object> written(Iterable<? extends Measure> measures) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        for (Measure measure : measures) {
            if (measure instanceof Measure.Scanned) {
                State<?> state = states.get(DeequAnalyzers.of(measure));
                written.put(StateText.name(measure), state == null ? null : StateText.of(state));
            }
        }
        return written;
    }

    /**
     * The answers to those of these measures whose states were kept in every part.
     *
     * @param parts what {@link #written} gave for each partition
     */
    static Map<Measure, Answer> answers(Iterable<? extends Measure> asked, List<? extends Map<String, ?>> parts) {
        Set<Measure> measures = new LinkedHashSet<>();
        asked.forEach(measures::add);
        Map<Measure, Answer> answers = new LinkedHashMap<>();
        for (Measure measure : measures) {
            String name = StateText.name(measure);
            if (measure instanceof Measure.Scanned && parts.stream().allMatch(part -> part.containsKey(name))) {
                answers.put(measure, answer(measure, merged(measure, name, parts)));
            }
        }
        return answers;
    }

    private static Optional<State<?>> merged(Measure measure, String name, List<? extends Map<String, ?>> parts) {
        return parts.stream()
                .flatMap(part -> Optional.ofNullable(part.get(name)).stream())
                .<State<?>>map(text -> StateText.parse(measure, text.toString()))
                .reduce(RunStates::sum);
    }

    private static State<?> sum(State<?> left, State<?> right) {
        return left.sumUntyped(right);
    }

    @SuppressWarnings("unchecked") // A state was written by an analyzer of its own type.
    private static Answer answer(Measure measure, Optional<State<?>> state) {
        Analyzer<State<?>, Metric<?>> analyzer =
                (Analyzer<State<?>, Metric<?>>) (Analyzer<?, ?>) DeequAnalyzers.of(measure);
        RunStates states = new RunStates();
        state.ifPresent(found -> states.persist(analyzer, found));
        Metric<?> metric = analyzer.computeMetricFrom(Option.apply(state.orElse(null)));
        if (metric.value().isSuccess()) {
            return DeequAnalyzers.answer(analyzer, metric, states);
        }
        Throwable failure = metric.value().failed().get();
        return failure instanceof EmptyStateException ? new Answer.Nothing() : new Answer.Failed(failure);
    }
}
