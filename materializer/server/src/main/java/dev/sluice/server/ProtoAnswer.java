package dev.sluice.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.sluice.client.FeatureStatus;
import dev.sluice.client.FeatureValue;
import dev.sluice.serving.v1.ArrayValue;
import dev.sluice.serving.v1.FeatureColumn;
import dev.sluice.serving.v1.FeatureVector;
import dev.sluice.serving.v1.GetFeaturesResponse;
import dev.sluice.serving.v1.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The answer of gRPC. */
final class ProtoAnswer {
    private ProtoAnswer() {}

    static GetFeaturesResponse of(FeatureAnswer answer) {
        GetFeaturesResponse.Builder response = GetFeaturesResponse.newBuilder();
        for (FeatureValue value : answer.values().get(0)) {
            response.addColumns(FeatureColumn.newBuilder().setName(value.name()).setVersion(value.version()));
        }
        answer.values().forEach(values -> response.addVectors(vector(values)));
        return response.build();
    }

    private static FeatureVector vector(List<FeatureValue> values) {
        FeatureVector.Builder vector = FeatureVector.newBuilder();
        values.forEach(value -> vector.addValues(feature(value)));
        return vector.build();
    }

    private static dev.sluice.serving.v1.FeatureValue feature(FeatureValue value) {
        dev.sluice.serving.v1.FeatureValue.Builder feature = dev.sluice.serving.v1.FeatureValue.newBuilder()
                .setStatus(status(value.status()))
                .setDefaulted(value.defaulted());
        Object present = value.value();
        if (present != null) {
            feature.setValue(value(present));
        }
        Instant eventTime = value.eventTime();
        return (eventTime == null ? feature : feature.setEventTime(timestamp(eventTime))).build();
    }

    private static dev.sluice.serving.v1.FeatureStatus status(FeatureStatus status) {
        return switch (status) {
            case PRESENT -> dev.sluice.serving.v1.FeatureStatus.PRESENT;
            case NULL_VALUE -> dev.sluice.serving.v1.FeatureStatus.NULL_VALUE;
            case NOT_FOUND -> dev.sluice.serving.v1.FeatureStatus.NOT_FOUND;
            case OUTSIDE_MAX_AGE -> dev.sluice.serving.v1.FeatureStatus.OUTSIDE_MAX_AGE;
            case UNAVAILABLE -> dev.sluice.serving.v1.FeatureStatus.UNAVAILABLE;
        };
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static Value value(Object value) {
        Value.Builder proto = Value.newBuilder();
        if (value instanceof Number number) {
            set(proto, number);
        } else if (value instanceof String text) {
            proto.setStringValue(text);
        } else if (value instanceof Boolean truth) {
            proto.setBooleanValue(truth);
        } else if (value instanceof Instant instant) {
            proto.setTimestampValue(timestamp(instant));
        } else if (value instanceof LocalDate day) {
            proto.setDateValue(day.toString());
        } else if (value instanceof byte[] bytes) {
            proto.setBytesValue(ByteString.copyFrom(bytes));
        } else {
            proto.setArrayValue(array((List<?>) value));
        }
        return proto.build();
    }

    private static void set(Value.Builder proto, Number number) {
        if (number instanceof Long whole) {
            proto.setLongValue(whole);
        } else if (number instanceof Integer small) {
            proto.setIntValue(small);
        } else if (number instanceof Double real) {
            proto.setDoubleValue(real);
        } else if (number instanceof Float single) {
            proto.setFloatValue(single);
        } else {
            proto.setDecimalValue(((BigDecimal) number).toPlainString());
        }
    }

    private static ArrayValue array(List<?> elements) {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        elements.forEach(element -> array.addElements(element == null ? Value.getDefaultInstance() : value(element)));
        return array.build();
    }
}
