package dev.sluice.pointintime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * An engine against brute force, on many histories in one query.
 *
 * @param pieces into which keys are cut in time, if they are
 */
record Trial(
        AsOfEngine engine, Knowledge knowledge, @Nullable PieceSize pieces) {
    Trial(AsOfEngine engine, Knowledge knowledge) {
        this(engine, knowledge, null);
    }

    /** The histories of which a label is lost, doubled, moved, or answered wrongly. */
    Set<Integer> broken(List<History> histories) {
        List<List<@Nullable Object>> expected = expected(histories);
        List<List<@Nullable Object>> actual = actual(histories);
        if (expected.equals(actual)) {
            return Set.of();
        }
        Set<List<@Nullable Object>> answers = new HashSet<>(actual);
        Set<Integer> broken = new TreeSet<>();
        expected.stream()
                .filter(answer -> !answers.contains(answer))
                .forEach(answer -> broken.add((Integer) answer.get(0)));
        return broken.isEmpty() ? Set.of(0) : broken;
    }

    private List<List<@Nullable Object>> expected(List<History> histories) {
        BruteForce model = new BruteForce(knowledge);
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (int number = 0; number < histories.size(); number++) {
            History history = histories.get(number);
            for (int label = 0; label < history.labels().size(); label++) {
                List<@Nullable Object> answer = new ArrayList<>(Arrays.asList(number, label));
                for (int view = 0; view < history.rows().size(); view++) {
                    answer.addAll(model.answer(
                            view, history.labels().get(label), history.rows().get(view)));
                }
                all.add(comparable(answer));
            }
        }
        return all;
    }

    private List<List<@Nullable Object>> actual(List<History> histories) {
        PointInTimeJoin join =
                PointInTimeJoin.onto(HistoryViews.spine(histories), "moment").withEngine(engine);
        for (int view = 0; view < HistoryViews.VIEWS.size(); view++) {
            join = join.with(HistoryViews.rows(view, histories));
        }
        PointInTimeJoin whole = knowledge == Knowledge.AS_KNOWN ? join.asKnown() : join;
        PointInTimeJoin split = pieces == null ? whole : whole.splitting(whole.hotKeys(pieces));
        return split.join().drop("name", "moment").collectAsList().stream()
                .map(Trial::values)
                .toList();
    }

    private static List<@Nullable Object> values(Row row) {
        return comparable(IntStream.range(0, row.size()).mapToObj(row::get).toList());
    }

    /** The values so that equal means equal to the bit. */
    private static List<@Nullable Object> comparable(List<@Nullable Object> values) {
        List<@Nullable Object> comparable = new ArrayList<>();
        for (Object value : values) {
            comparable.add(
                    value instanceof byte[] bytes
                            ? Arrays.toString(bytes)
                            : value instanceof Seq<?> elements ? JavaConverters.seqAsJavaList(elements) : value);
        }
        return comparable;
    }
}
