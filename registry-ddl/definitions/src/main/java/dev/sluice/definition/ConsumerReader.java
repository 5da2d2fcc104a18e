package dev.sluice.definition;

import dev.sluice.feature.Consumer;
import dev.sluice.feature.Consumer.Kind;
import dev.sluice.problem.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads who uses a feature service. */
final class ConsumerReader {
    private final Map<String, Origin> names = new HashMap<>();
    private final List<Consumer> consumers = new ArrayList<>();

    private ConsumerReader() {}

    static List<Consumer> read(Fields service) {
        ConsumerReader reader = new ConsumerReader();
        service.value("consumers")
                .flatMap(Value::list)
                .ifPresent(list -> list.forEach(
                        value -> value.fields("a consumer", Keys.CONSUMER).ifPresent(reader::add)));
        return reader.consumers;
    }

    private void add(Fields fields) {
        Optional<String> name = fields.requiredText("name");
        Optional<String> kind = fields.text("kind");
        @Nullable
        Kind read = fields.mistakes()
                .collect(fields.origin("kind"), () -> kind.map(Kind::parse).orElse(Kind.MODEL));
        if (name.isEmpty() || read == null) {
            return;
        }
        Origin first = names.putIfAbsent(name.get(), fields.origin());
        if (first != null) {
            fields.mistakes()
                    .add(
                            fields.origin("name"),
                            "The consumer " + name.get() + " is there twice, first in " + first + ". Remove one.");
            return;
        }
        String contact = fields.text("contact").orElse("");
        @Nullable
        Consumer consumer =
                fields.mistakes().collect(fields.origin("name"), () -> new Consumer(name.get(), read, contact));
        if (consumer != null) {
            consumers.add(consumer);
        }
    }
}
