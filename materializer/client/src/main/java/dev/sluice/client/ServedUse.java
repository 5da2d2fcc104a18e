package dev.sluice.client;

import dev.sluice.feature.Feature;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.EncodedRow;
import dev.sluice.online.EntityKey;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.RowCodec;
import dev.sluice.online.RowSchema;
import dev.sluice.online.ServedView;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.ValueText;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.TimeSpan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One view as a service uses it: its key in a request, and its part of a vector. */
final class ServedUse {
    private final StoreDescription description;
    private final ViewUse use;
    private final ServedView view;
    private final List<Feature> features;
    private final Map<Integer, RowCodec> codecs = new ConcurrentHashMap<>();

    private ServedUse(StoreDescription description, ViewUse use, ServedView view, List<Feature> features) {
        this.description = description;
        this.use = use;
        this.view = view;
        this.features = features;
    }

    static ServedUse of(StoreDescription description, ViewUse use) {
        ServedView view = description.view(use);
        List<Feature> features = use.features().isEmpty()
                ? view.features()
                : use.features().stream().map(view::feature).toList();
        return new ServedUse(description, use, view, features);
    }

    ServedView view() {
        return view;
    }

    ItemKey item(Map<String, ?> request) {
        List<@Nullable Object> values = new java.util.ArrayList<>();
        view.entity().keyNames().forEach(key -> values.add(request.get(use.spineColumn(key))));
        return new ItemKey(EntityKey.of(view.entity(), values).text(), view.id());
    }

    void addTo(List<FeatureValue> values, @Nullable OnlineItem item, long nowMicros, GetOptions options) {
        if (item == null) {
            features.forEach(feature -> values.add(absent(feature, FeatureStatus.NOT_FOUND, null)));
            return;
        }
        Instant eventTime = EpochMicros.toInstant(item.eventMicros());
        RowCodec codec = codecs.computeIfAbsent(RowCodec.schemaId(item.value()), this::codec);
        EncodedRow row = codec.open(item.value());
        boolean outdated = isOutdated(item, nowMicros, options);
        for (Feature feature : features) {
            int column = codec.schema().indexOf(feature.column());
            values.add(
                    column < 0
                            ? absent(feature, FeatureStatus.NOT_FOUND, null)
                            : found(feature, row.value(column), eventTime, outdated, options));
        }
    }

    private FeatureValue found(
            Feature feature, @Nullable Object value, Instant eventTime, boolean outdated, GetOptions options) {
        if (outdated && !options.showsOutdated()) {
            return absent(feature, FeatureStatus.OUTSIDE_MAX_AGE, eventTime);
        }
        FeatureStatus status = outdated
                ? FeatureStatus.OUTSIDE_MAX_AGE
                : value == null ? FeatureStatus.NULL_VALUE : FeatureStatus.PRESENT;
        return new FeatureValue(
                use.outputName(feature.name()),
                value,
                status,
                eventTime,
                view.id().version(),
                false);
    }

    /** A default stands for "nothing visible", as it does in training sets; a null that is visible stays null. */
    private FeatureValue absent(Feature feature, FeatureStatus status, @Nullable Instant eventTime) {
        String text = feature.defaultValue();
        Object value = text == null ? null : ValueText.parse(feature.type(), text);
        return new FeatureValue(
                use.outputName(feature.name()),
                value,
                status,
                eventTime,
                view.id().version(),
                value != null);
    }

    private boolean isOutdated(OnlineItem item, long nowMicros, GetOptions options) {
        long age = nowMicros - item.eventMicros();
        return exceeds(age, view.ttl()) || exceeds(age, options.maxAge());
    }

    private static boolean exceeds(long ageMicros, @Nullable TimeSpan most) {
        return most != null && ageMicros > most.micros();
    }

    private RowCodec codec(int schemaId) {
        RowSchema schema = description
                .schema(view.id(), schemaId)
                .orElseThrow(() -> ClientError.UNKNOWN_SCHEMA.problem("Cannot read " + view.id()
                        + ": a row is of schema %08x, which the store does not describe.".formatted(schemaId)
                        + " Materialize the view again."));
        return RowCodec.of(schema);
    }
}
