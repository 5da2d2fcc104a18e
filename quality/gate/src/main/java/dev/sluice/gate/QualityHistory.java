package dev.sluice.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.feature.FeatureView;
import dev.sluice.gate.QualityRecords.Document;
import dev.sluice.transform.SparkFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a view's expectations, as they are now, say of what was judged before: from the states that the gate has kept, and
 * from rows where these do not tell.
 *
 * <p>Threads may share it. It changes nothing.
 */
public final class QualityHistory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATES = "states";

    private final FeatureView view;
    private final QualityRecords records;
    private final List<Rule> rules;

    private QualityHistory(FeatureView view, QualityRecords records, List<Rule> rules) {
        this.view = view;
        this.records = records;
        this.rules = rules;
    }

    /** The first expectation that the gate cannot check is thrown. */
    public static QualityHistory of(FeatureView view, QualityRecords records) {
        return new QualityHistory(view, records, QualityGate.rules(view));
    }

    /**
     * What a suite says of earlier rows.
     *
     * @param verdict of the expectations alone; the gate's own checks do not change
     * @param rowsRead whether the states were not enough
     */
    public record Replay(Verdict verdict, boolean rowsRead) {}

    /** What the gate would say of one run's rows today. {@code rows} is asked only when the states do not tell. */
    public Replay replay(String runId, Supplier<Dataset<Row>> rows) {
        Map<Measure, Answer> answers = new LinkedHashMap<>(known(List.of(runId)).orElse(Map.of()));
        Set<Measure> unknown = new LinkedHashSet<>(measures());
        unknown.removeAll(answers.keySet());
        if (!unknown.isEmpty()) {
            answers.putAll(measured(rows.get(), unknown));
        }
        return new Replay(verdict(answers, rules), !unknown.isEmpty());
    }

    private Map<Measure, Answer> measured(Dataset<Row> rows, Set<Measure> unknown) {
        try {
            return PinnedSession.with(rows, pinned -> new DeequRun(pinned).answers(unknown));
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, "Cannot judge earlier rows of " + view.id());
        }
    }

    /**
     * What the expectations say of all rows of these runs together, without reading one of them.
     *
     * @return without the expectations that cannot be told from states; empty when a run has left none
     */
    public Optional<Verdict> over(List<String> runIds) {
        return known(runIds)
                .map(answers -> verdict(
                        answers,
                        rules.stream()
                                .filter(rule -> answers.keySet().containsAll(rule.measures()))
                                .toList()));
    }

    /**
     * The metrics of all rows of these runs together, feature by feature, without reading one of them.
     *
     * @return empty when a run has left no states
     */
    public Optional<List<FeatureMetrics>> metrics(List<String> runIds) {
        List<Measure> profile = Profile.of(view);
        return known(runIds, profile)
                .filter(answers -> answers.keySet().containsAll(profile))
                .map(answers -> Profile.metrics(view, answers));
    }

    private Verdict verdict(Map<Measure, Answer> answers, List<Rule> judged) {
        PiiColumns pii = PiiColumns.of(view);
        Answers all = new Answers(answers);
        return Verdict.of(judged.stream().map(rule -> rule.judge(all, pii)).toList());
    }

    private Optional<Map<Measure, Answer>> known(List<String> runIds) {
        return known(runIds, measures());
    }

    private Optional<Map<Measure, Answer>> known(List<String> runIds, List<Measure> asked) {
        List<Map<String, ?>> parts = new ArrayList<>();
        for (String runId : runIds) {
            Optional<String> text = records.read(runId, Document.STATES);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            parts.add(states(text.get(), runId));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(RunStates.answers(asked, parts));
    }

    private Map<String, ?> states(String text, String runId) {
        try {
            Map<?, ?> document = JSON.readValue(text, Map.class);
            Map<String, @Nullable Object> states = new LinkedHashMap<>();
            if (document.get(STATES) instanceof Map<?, ?> found) {
                found.forEach((name, state) -> states.put(String.valueOf(name), state));
            }
            return states;
        } catch (JsonProcessingException e) {
            throw records.damaged(runId, Document.STATES, e);
        }
    }

    private List<Measure> measures() {
        return rules.stream().flatMap(rule -> rule.measures().stream()).toList();
    }

    /** The states of a judgement as they are kept. */
    static String written(Map<String, @Nullable Object> states) {
        try {
            return JSON.writeValueAsString(Map.of("codec", 1, STATES, states));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write states", e);
        }
    }
}
