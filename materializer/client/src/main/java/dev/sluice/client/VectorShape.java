package dev.sluice.client;

import dev.sluice.problem.NearestName;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names and places of a service's features, which all its vectors share. */
final class VectorShape {
    private final List<String> names;
    private final Map<String, Integer> places;
    private final List<ValueType> types;
    private final int[] uses;
    private final int[] starts;
    private final @Nullable String noNumber;

    private VectorShape(List<String> names, List<ValueType> types, int[] uses, int[] starts) {
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
        this.uses = uses;
        this.starts = starts;
        this.places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i), i);
        }
        this.noNumber = names.stream()
                .filter(name -> !isNumber(types.get(names.indexOf(name))))
                .findFirst()
                .orElse(null);
    }

    static VectorShape of(List<ServedUse> served) {
        List<String> names = new ArrayList<>();
        List<ValueType> types = new ArrayList<>();
        int[] starts = new int[served.size()];
        int[] uses = new int[served.stream().mapToInt(ServedUse::size).sum()];
        for (int use = 0; use < starts.length; use++) {
            starts[use] = names.size();
            names.addAll(served.get(use).names());
            served.get(use).features().forEach(feature -> types.add(feature.type()));
            Arrays.fill(uses, starts[use], names.size(), use);
        }
        return new VectorShape(names, types, uses, starts);
    }

    private static boolean isNumber(ValueType type) {
        return type == Scalar.BOOLEAN || isNumeric(type);
    }

    private static boolean isNumeric(ValueType type) {
        return type instanceof ValueType.Decimal || isWhole(type) || type == Scalar.FLOAT || type == Scalar.DOUBLE;
    }

    private static boolean isWhole(ValueType type) {
        return type == Scalar.INT || type == Scalar.LONG;
    }

    List<String> names() {
        return names;
    }

    int size() {
        return uses.length;
    }

    /** Where the feature of this name stands; an unknown one is an error that names the nearest. */
    int index(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw ClientError.WRONG_FEATURE.problem(
                    "Unknown feature: '" + name + "' is not in the vector." + NearestName.hint(name, names));
        }
        return place;
    }

    /** The use that a feature belongs to. */
    int use(int index) {
        if (index < 0 || index >= uses.length) {
            throw ClientError.WRONG_FEATURE.problem(
                    "Unknown feature: number " + index + " of a vector of " + uses.length + ", counted from 0.");
        }
        return uses[index];
    }

    /** The feature's place in its use. */
    int place(int index) {
        return index - starts[uses[index]];
    }

    /** Where the features of a use begin. */
    int start(int use) {
        return starts[use];
    }

    void requireNumbers() {
        if (noNumber != null) {
            requireNumber(index(noNumber));
        }
    }

    void requireNumber(int index) {
        require(isNumber(types.get(index)), index, "a number");
    }

    void requireWhole(int index) {
        require(isWhole(types.get(index)), index, "a long");
    }

    void requireTruth(int index) {
        require(types.get(index) == Scalar.BOOLEAN, index, "a boolean");
    }

    void requireNumbers(int index) {
        require(types.get(index) instanceof ValueType.Array array && isNumeric(array.element()), index, "floats");
    }

    private void require(boolean holds, int index, String what) {
        if (!holds) {
            throw wrongType(index, what);
        }
    }

    RuntimeException wrongType(int index, String what) {
        return ClientError.WRONG_FEATURE.problem("Cannot read feature " + names.get(index) + " as " + what
                + ": its type is " + types.get(index) + ". Read it with value().");
    }
}
