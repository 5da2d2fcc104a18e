package dev.sluice.lakehouse;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.TableKind;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.SluiceException;
import java.util.ServiceLoader;
import org.apache.spark.sql.SparkSession;

/** Opens the table of promoted rows that a view asks for. */
final class PromotedTables {
    private PromotedTables() {}

    static PromotedTable open(SparkSession spark, LakeLayout layout, FeatureView view) {
        TableKind kind = view.placement().table();
        return kind == TableKind.DELTA
                ? DeltaPromotedTable.of(spark, layout, view)
                : format(view).open(spark, layout, view);
    }

    private static PromotedTableFormat format(FeatureView view) {
        TableKind kind = view.placement().table();
        return ServiceLoader.load(PromotedTableFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(format -> format.makes(kind))
                .findFirst()
                .orElseThrow(() -> new SluiceException(
                        LakehouseError.NO_FORMAT,
                        "Cannot open the table of " + view.id() + ": it is " + kind
                                + ", and nothing on the class path makes such tables. Add the module sluice-hudi and"
                                + " org.apache.hudi:hudi-spark3.5-bundle_2.12 (transforms/hudi/README.md says how), or"
                                + " take 'table' out of a new version of the view."));
    }
}
