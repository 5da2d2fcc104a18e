package dev.sluice.benchmark;

import dev.sluice.expectation.Suite;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import java.util.stream.IntStream;

/** A workload's files as feature views. */
final class WorkloadViews {
    private static final Entity ENTITY =
            new Entity("entity", List.of(new Column("entity", Scalar.LONG)), Metadata.NONE);
    private static final Lifetime LIFETIME = new Lifetime(TimeSpan.parse(Workload.TTL_DAYS + "d"), TimeSpan.ZERO, null);

    private WorkloadViews() {}

    static FeatureView view(int number) {
        Computation computation = new Computation(
                List.of(new SourceUse("files", TimeSpan.ZERO)),
                new Transform.Sql("views/view.sql", "SELECT 1"),
                Schedule.parse("daily"));
        List<Feature> features = IntStream.range(0, Workload.FEATURES)
                .mapToObj(feature ->
                        Feature.of(SqlFile.feature(number, feature), feature % 2 == 0 ? Scalar.DOUBLE : Scalar.LONG))
                .toList();
        return new FeatureView(
                new ViewId("view_" + number, 1),
                ENTITY,
                computation,
                features,
                LIFETIME,
                Placement.OFFLINE,
                Suite.NONE,
                Metadata.NONE,
                null);
    }
}
