package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.layout.SystemColumn;
import dev.sluice.spark.SparkTypes;
import dev.sluice.transform.SourceEvents;
import dev.sluice.transform.window.FeatureStruct;
import dev.sluice.type.Column;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A view of the join, with its columns found and their types checked.
 *
 * @param number its place in the join
 * @param keys its key columns, in the order of the spine's columns that hold them
 */
record JoinedView(int number, ViewRows use, FrameColumns columns, List<Key> keys) {
    static JoinedView of(int number, ViewRows use, FrameColumns spine) {
        FeatureView view = use.view();
        FrameColumns columns = new FrameColumns(
                "the rows of " + view.id(),
                use.rows().queryExecution().analyzed().schema());
        JoinedView joined = new JoinedView(number, use, columns, keys(use, columns, spine));
        if (use.kind() != ViewRows.Kind.EVENTS) {
            joined.checkTimes();
            view.features().forEach(joined::checkType);
        }
        return joined;
    }

    /** By what it is joined; views of which this is equal share their timeline. */
    List<KeyPart> keyParts() {
        return keys.stream().map(Key::part).toList();
    }

    /** The rows for an engine, in this session. */
    TimelinePart part(SparkSession session) {
        return use.kind() != ViewRows.Kind.EVENTS ? history(session) : events(session);
    }

    private ViewEvents events(SparkSession session) {
        Dataset<Row> rows = PinnedSession.rebound(use.rows(), session).toDF(numbered());
        Transform.Aggregates aggregates = use.view().aggregates().orElseThrow();
        return new ViewEvents(
                number,
                rows.select(
                        KeyPart.key(keyParts(), keyColumns()),
                        col(column(columns.position(SourceEvents.EVENT))).as("event")),
                aggregates,
                use.view().lifetime().availabilityDelay().micros(),
                DefaultValues.of(
                        session,
                        use.view(),
                        FeatureStruct.of(aggregates.features()).type()));
    }

    private List<String> keyColumns() {
        return keys.stream().map(key -> column(key.position())).toList();
    }

    private ViewHistory history(SparkSession session) {
        Dataset<Row> rows = PinnedSession.rebound(use.rows(), session).toDF(numbered());
        List<String> features = use.view().featureNames().stream()
                .map(feature -> column(columns.position(feature)))
                .toList();
        Dataset<Row> prepared = rows.select(
                KeyPart.key(keyParts(), keyColumns()),
                time(SystemColumn.EVENT_TIME),
                time(SystemColumn.CREATED_TIME),
                struct(IntStream.range(0, features.size())
                                .mapToObj(i -> col(features.get(i)).as("f" + i))
                                .toArray(org.apache.spark.sql.Column[]::new))
                        .as("features"),
                Zeros.told(features, rows.schema()).as("zeros"));
        StructType type = (StructType) prepared.schema().apply("features").dataType();
        return new ViewHistory(
                number,
                prepared,
                use.view().lifetime(),
                DefaultValues.of(session, use.view(), type),
                use.kind() == ViewRows.Kind.FEATURES_AS_KNOWN ? Knowledge.AS_KNOWN : Knowledge.AS_CORRECTED);
    }

    /** The answer's columns of the features asked for, in order. */
    Stream<org.apache.spark.sql.Column> answers() {
        List<String> all = use.view().featureNames();
        return use.askedFeatures().stream()
                .map(feature -> col("view_" + number).getField("f" + all.indexOf(feature.name())));
    }

    private static List<Key> keys(ViewRows use, FrameColumns columns, FrameColumns spine) {
        return use.view().entity().key().stream()
                .map(key -> key(use, key, columns, spine))
                .sorted(Comparator.comparing(key -> key.part().spinePosition()))
                .toList();
    }

    private static Key key(ViewRows use, Column key, FrameColumns columns, FrameColumns spine) {
        String spineColumn = use.use().spineColumn(key.name());
        int inSpine = spine.position(spineColumn);
        int inView = columns.position(key.name());
        DataType spineType = spine.type(inSpine);
        DataType viewType = columns.type(inView);
        DataType type = KeyType.common(spineType, viewType)
                .orElseThrow(() -> PointInTimeError.WRONG_TYPE.problem("Cannot join "
                        + use.view().id() + ": its key "
                        + key.name() + " is a " + SparkTypes.described(viewType) + ", the spine's column " + spineColumn
                        + " is a " + SparkTypes.described(spineType) + ". Cast the spine's column."));
        return new Key(new KeyPart(inSpine, type), inView);
    }

    private void checkTimes() {
        if (!columns.has(SystemColumn.EVENT_TIME.column())) {
            throw PointInTimeError.NO_EVENT_TIME.problem(
                    "Cannot join " + use.view().id()
                            + ": its rows have no event_time, so nothing tells when they became true. Add the column.");
        }
        columns.timePosition(SystemColumn.EVENT_TIME.column());
        columns.timePosition(SystemColumn.CREATED_TIME.column());
    }

    private void checkType(Feature feature) {
        DataType actual = columns.type(columns.position(feature.name()));
        if (!SparkTypes.toValueType(actual).equals(Optional.of(feature.type()))) {
            throw PointInTimeError.WRONG_TYPE.problem(
                    "Cannot join " + use.view().id() + ": its feature "
                            + feature.name() + " is declared as " + feature.type() + ", its rows have a "
                            + SparkTypes.described(actual) + ".");
        }
    }

    private org.apache.spark.sql.Column time(SystemColumn time) {
        return col(column(columns.position(time.column()))).as(time.column());
    }

    private String[] numbered() {
        return IntStream.range(0, columns.names().size())
                .mapToObj(JoinedView::column)
                .toArray(String[]::new);
    }

    private static String column(int position) {
        return "r" + position;
    }

    /** A key column's part of the key, and its position in the view's rows. */
    record Key(KeyPart part, int position) {}
}
