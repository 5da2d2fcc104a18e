package dev.sluice.pointintime.stream;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/** Walks a partition of the timeline, sorted by slot, moment and asks, and answers each label as it comes. */
final class TimelineIterator extends AbstractIterator<InternalRow> {
    private static final int ANSWERS = 3;

    private final Iterator<InternalRow> timeline;
    private final DataType[] types;
    private final int views;
    private final KeyGroup group;
    private final UnsafeProjection keyOf;
    private final UnsafeProjection answerOf;
    private final GenericInternalRow answer;
    private long hash;
    private @Nullable InternalRow next;

    /**
     * @param types of the timeline's columns
     * @param kinds of the views
     */
    TimelineIterator(Iterator<InternalRow> timeline, DataType[] types, List<FollowerKind> kinds) {
        this.timeline = timeline;
        this.types = types.clone();
        this.views = kinds.size();
        this.group = new KeyGroup(() -> followers(kinds));
        this.keyOf = Projections.ofColumn(TimelineColumns.KEY, types[TimelineColumns.KEY]);
        DataType[] answers = new DataType[ANSWERS + views];
        answers[0] = types[TimelineColumns.KEY];
        answers[1] = types[TimelineColumns.MOMENT];
        answers[2] = types[TimelineColumns.LABEL];
        for (int view = 0; view < views; view++) {
            answers[ANSWERS + view] = kinds.get(view).answerType(types[TimelineColumns.FIRST_VIEW + view]);
        }
        this.answerOf = UnsafeProjection.create(answers);
        this.answer = new GenericInternalRow(answers.length);
    }

    private Follower[] followers(List<FollowerKind> kinds) {
        return IntStream.range(0, views)
                .mapToObj(view -> kinds.get(view).follower((StructType) types[TimelineColumns.FIRST_VIEW + view]))
                .toArray(Follower[]::new);
    }

    @Override
    public boolean hasNext() {
        while (next == null && timeline.hasNext()) {
            pass(timeline.next());
        }
        return next != null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow answered = java.util.Objects.requireNonNull(next);
        next = null;
        return answered;
    }

    private void pass(InternalRow row) {
        long rowHash = row.getLong(TimelineColumns.SLOT) >> TimelineColumns.MOMENT_BITS;
        if (rowHash != hash) {
            hash = rowHash;
            group.clear();
        }
        Follower[] followers = group.of(keyOf.apply(row));
        if (row.getBoolean(TimelineColumns.ASKS)) {
            next = answered(row, followers);
            return;
        }
        for (int view = 0; view < views; view++) {
            followers[view].offer(row, TimelineColumns.FIRST_VIEW + view);
        }
    }

    private InternalRow answered(InternalRow row, Follower[] followers) {
        answer.update(0, row.get(TimelineColumns.KEY, types[TimelineColumns.KEY]));
        answer.update(1, row.get(TimelineColumns.MOMENT, types[TimelineColumns.MOMENT]));
        answer.update(2, row.get(TimelineColumns.LABEL, types[TimelineColumns.LABEL]));
        for (int view = 0; view < views; view++) {
            answer.update(ANSWERS + view, followers[view].answer(row));
        }
        return answerOf.apply(answer);
    }
}
