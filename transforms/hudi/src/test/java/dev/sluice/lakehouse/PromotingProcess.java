package dev.sluice.lakehouse;

import dev.sluice.feature.TableKind;
import java.nio.file.Path;
import java.util.List;

/** Promotes the second attempt of a day. */
final class PromotingProcess {
    static final List<String> ROWS = List.of("DEN=2", "ORD=2");

    private PromotingProcess() {}

    /** @param arguments the lake's folder, the kind of its table, the day */
    public static void main(String[] arguments) {
        Lake lake = Lake.daily(Path.of(arguments[0]), TableKind.valueOf(arguments[1]));
        StagedPartition staged = lake.stage(arguments[2], "child", "ORD", 2, "DEN", 2);
        System.out.println("promoting");
        lake.promote(staged, 2);
        System.out.println("promoted");
    }
}
