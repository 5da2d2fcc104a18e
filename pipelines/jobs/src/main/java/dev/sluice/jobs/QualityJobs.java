package dev.sluice.jobs;

import dev.sluice.command.MetricsOfFeature;
import dev.sluice.command.RefusedRow;
import dev.sluice.command.SuiteReplay;
import dev.sluice.feature.FeatureView;
import dev.sluice.gate.BrokenExpectation;
import dev.sluice.gate.FeatureMetrics;
import dev.sluice.gate.QualityHistory;
import dev.sluice.gate.QualityRecords;
import dev.sluice.gate.Quarantine;
import dev.sluice.gate.QuarantinedRow;
import dev.sluice.gate.SuggestedSuite;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.LakeLayout;
import dev.sluice.layout.SystemColumn;
import dev.sluice.project.Project;
import dev.sluice.registry.RunRecord;
import dev.sluice.transform.LakeSession;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** What is asked of the rows of a view that the gate has judged before. */
final class QualityJobs {
    private final FeatureView view;
    private final FeatureTable table;
    private final QualityRecords records;
    private final Quarantine quarantine;

    QualityJobs(Project project, FeatureView view) {
        SparkSession spark = LakeSession.of(project);
        LakeLayout layout = LakeLayout.of(project.folder(), project.settings().lake());
        this.view = view;
        this.table = FeatureTable.of(spark, layout, view);
        this.records = QualityRecords.of(spark.sparkContext().hadoopConfiguration(), layout, view.id());
        this.quarantine = Quarantine.of(spark, layout, view.id());
    }

    List<SuiteReplay> backtest(List<RunRecord> promoted) {
        QualityHistory history = QualityHistory.of(view, records);
        return promoted.stream().map(run -> replay(history, run)).toList();
    }

    Optional<List<MetricsOfFeature>> metrics(List<RunRecord> promoted) {
        return QualityHistory.of(view, records)
                .metrics(promoted.stream().map(RunRecord::runId).toList())
                .map(features -> features.stream().map(QualityJobs::shown).toList());
    }

    private static MetricsOfFeature shown(FeatureMetrics of) {
        return new MetricsOfFeature(
                of.feature(), of.rows(), of.present(), of.least(), of.greatest(), of.mean(), of.deviation());
    }

    private SuiteReplay replay(QualityHistory history, RunRecord run) {
        QualityHistory.Replay replay = history.replay(run.runId(), () -> rows(run));
        return new SuiteReplay(
                run.partition().toString(),
                run.runId(),
                !replay.verdict().accepted(),
                replay.verdict().summary(),
                replay.rowsRead());
    }

    private Dataset<Row> rows(RunRecord run) {
        return table.rows(List.of(run.partition()))
                .where(functions.col(SystemColumn.RUN_ID.column()).equalTo(run.runId()));
    }

    List<RefusedRow> quarantine(RunRecord refused) {
        return quarantine.rows(refused.runId()).stream().map(QualityJobs::shown).toList();
    }

    private static RefusedRow shown(QuarantinedRow row) {
        BrokenExpectation broken = row.broken();
        return new RefusedRow(
                broken.ordinal(),
                broken.type(),
                broken.columns(),
                broken.text(),
                broken.severity().name(),
                broken.reason(),
                row.keys(),
                row.row());
    }

    String suggest() {
        return SuggestedSuite.json(view, table.rows());
    }
}
