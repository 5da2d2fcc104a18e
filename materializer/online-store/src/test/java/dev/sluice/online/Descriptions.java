package dev.sluice.online;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Descriptions of stores for tests. */
public final class Descriptions {
    private static final List<String> TYPES = List.of(
            "int",
            "long",
            "float",
            "double",
            "boolean",
            "string",
            "bytes",
            "timestamp",
            "date",
            "decimal(38,10)",
            "array<float>");

    private Descriptions() {}

    /** The flights project with these views, and the clock of a replay. */
    public static StoreDescription flights(FeatureView... views) {
        return new StoreDescription(
                "flights",
                List.of(Flights.AIRPORT, Flights.ROUTE),
                List.of(views),
                List.of(Flights.delayModel()),
                983_404_800_000_000L);
    }

    /** The view with one more feature. */
    public static FeatureView with(FeatureView view, Feature added) {
        List<Feature> features = new ArrayList<>(view.features());
        features.add(added);
        return new FeatureView(
                view.id(),
                view.entity(),
                view.computation(),
                features,
                view.lifetime(),
                view.placement(),
                view.suite(),
                view.metadata(),
                view.origin());
    }

    /** A view of many features of every type, every third with a default. */
    public static FeatureView wide(String name, int features) {
        return Flights.daily(name, Flights.ROUTE, "SELECT 1")
                .build(IntStream.range(0, features)
                        .mapToObj(i -> new Feature(
                                "feature_" + i,
                                ValueType.parse(TYPES.get(i % TYPES.size())),
                                "",
                                i % 3 == 0 ? "7" : null))
                        .toList());
    }
}
