package dev.sluice.gate;

import dev.sluice.expectation.Expectation;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.Partition;
import dev.sluice.transform.SparkFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether staged rows may be promoted: the checks that every view has, and the view's expectations.
 *
 * <p>Threads may share it. Judging reads the rows and changes nothing.
 */
public final class QualityGate {
    private final FeatureView view;
    private final List<Rule> expectations;
    private final @Nullable QualityRecords records;
    private final @Nullable Quarantine quarantine;
    private final PromotedHistory history;

    private QualityGate(
            FeatureView view,
            List<Rule> expectations,
            @Nullable QualityRecords records,
            @Nullable Quarantine quarantine,
            PromotedHistory history) {
        this.view = view;
        this.expectations = expectations;
        this.records = records;
        this.quarantine = quarantine;
        this.history = history;
    }

    /** The gate of a view; the first expectation that it cannot check is thrown. */
    public static QualityGate of(FeatureView view) {
        return new QualityGate(view, rules(view), null, null, PromotedHistory.NONE);
    }

    /** The rules of the view's expectations; the first that cannot be checked is thrown. */
    static List<Rule> rules(FeatureView view) {
        return view.expectations().stream()
                .map(expectation -> compile(expectation, view))
                .toList();
    }

    /** The same gate, which keeps what it finds of each run. */
    public QualityGate withRecords(QualityRecords kept) {
        return new QualityGate(view, expectations, kept, quarantine, history);
    }

    /** The same gate, which puts there what {@link #quarantine} is asked for. */
    public QualityGate withQuarantine(Quarantine other) {
        return new QualityGate(view, expectations, records, other, history);
    }

    /** The same gate, which knows what was promoted before. */
    public QualityGate withHistory(PromotedHistory known) {
        return new QualityGate(view, expectations, records, quarantine, known);
    }

    public FeatureView view() {
        return view;
    }

    /** All mistakes in a view's expectations, in their order; none when {@link #of} succeeds. Needs no Spark session. */
    public static List<SluiceException> problems(FeatureView view) {
        List<SluiceException> problems = new ArrayList<>();
        for (Expectation expectation : view.expectations()) {
            try {
                compile(expectation, view);
            } catch (SluiceException problem) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private static Rule compile(Expectation expectation, FeatureView view) {
        return ExpectationType.compile(new Arguments(expectation, view));
    }

    /**
     * Judges the rows of one partition: keys, features and event_time.
     *
     * @throws SluiceException when the rows cannot be read; an expectation that cannot be measured is a critical failure
     */
    public Verdict judge(Dataset<Row> staged, Partition partition) {
        return judgement(staged, partition, List.of()).verdict();
    }

    /** Judges the rows of a run and keeps, beside the verdict, what {@link #withRecords} asks for. */
    public Verdict judge(Dataset<Row> staged, Partition partition, String runId) {
        if (records == null) {
            return judge(staged, partition);
        }
        Judgement judgement = judgement(staged, partition, Profile.of(view));
        Instant now = Clock.systemUTC().instant();
        ValidationResult validation = new ValidationResult(view, partition, runId, now, judgement.verdict());
        records.write(runId, QualityRecords.Document.VALIDATION, validation.json());
        records.write(runId, QualityRecords.Document.STATES, QualityHistory.written(judgement.states()));
        return judgement.verdict();
    }

    /**
     * Puts some of the rows for which a run was refused into quarantine, with the reasons; what was put there for the run before
     * is replaced. Values of columns tagged {@code pii} are masked.
     *
     * @param verdict what {@link #judge} said of the same rows
     * @throws SluiceException when they cannot be written: nothing of them is there then
     */
    public void quarantine(Dataset<Row> staged, Partition partition, String runId, Verdict verdict) {
        Quarantine kept = quarantine;
        if (kept == null) {
            return;
        }
        try {
            List<QuarantinedRow> sample = PinnedSession.with(
                    staged,
                    rows -> new QuarantineSample(view, partition, runId)
                            .of(rows, rules(BuiltInRules.of(view, rows.schema(), partition), partition), verdict));
            kept.write(partition, runId, sample);
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, "Cannot sample rows of " + view.id() + " for " + partition);
        }
    }

    private List<Rule> rules(List<Rule> builtIn, Partition partition) {
        return Stream.of(builtIn, expectations, AnomalyRules.of(view, partition, history))
                .flatMap(List::stream)
                .toList();
    }

    /** @param states what the analyzers have left, by measure */
    private record Judgement(Verdict verdict, Map<String, @Nullable Object> states) {}

    /** @param also what is measured beside what the rules ask for */
    private Judgement judgement(Dataset<Row> staged, Partition partition, List<Measure> also) {
        try {
            return PinnedSession.with(staged, rows -> judged(rows, partition, also));
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, "Cannot judge " + view.id() + " for " + partition);
        }
    }

    private Judgement judged(Dataset<Row> rows, Partition partition, List<Measure> also) {
        List<Rule> builtIn = BuiltInRules.of(view, rows.schema(), partition);
        List<Rule> rules = rules(builtIn, partition);
        PiiColumns pii = PiiColumns.of(view);
        List<Measure> measures = new ArrayList<>(also);
        rules.forEach(rule -> measures.addAll(rule.measures()));
        DeequRun run = new DeequRun(rows);
        Map<Measure, Answer> found = run.answers(measures);
        Answers answers = new Answers(found);
        // What only needs the declared columns can always be measured, unless the rows themselves cannot be read.
        if (BuiltInRules.differences(view, rows.schema()).isEmpty()) {
            builtIn.forEach(rule -> answers.require(rule.measures()));
        }
        List<Measure> kept = measures.stream()
                .filter(measure -> !(found.get(measure) instanceof Answer.Failed) && !pii.areShownBy(measure))
                .toList();
        Map<String, @Nullable Object> states = run.states().written(kept);
        if (found.get(new Measure.Rows(Measure.ALL_ROWS)) instanceof Answer.Counts all && !also.isEmpty()) {
            states.putAll(Distributions.of(view).measured(rows, all.matching()));
        }
        return new Judgement(
                Verdict.of(rules.stream().map(rule -> rule.judge(answers, pii)).toList()), states);
    }
}
