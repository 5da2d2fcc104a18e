package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.input.ObservedFile;
import dev.sluice.project.Project;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditQuery;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The record of what projects declare and of what was done with it.
 *
 * <p>Threads and processes may share it. Every method is one transaction: after an exception nothing of it is kept, but
 * after an {@link dev.sluice.problem.UnknownOutcomeException} all of it may be. Every write may be repeated: what is
 * there already is not written twice, except that a materialization is then listed twice.
 */
public interface Registry extends AutoCloseable {
    /** The newest registration of everything that the project has ever declared, what is retired too; sorted. */
    List<RegisteredDefinition> definitions(String project);

    /** Everything that was ever registered of a view; by version and revision. */
    List<Revision> revisions(String project, String view);

    /** Who uses which service, as the project says that was applied last; by service, version and name. */
    List<ServiceConsumer> consumers(String project);

    /**
     * Registers what {@link ProjectPlan#between} shows and returns it; with no changes it writes nothing. A view whose active
     * version is not declared gets its highest one as the active one. Holds the lease {@code apply/PROJECT} meanwhile.
     *
     * @throws dev.sluice.problem.SluiceException {@link RegistryError#HELD} when another process applies the project,
     *     {@link RegistryError#NEEDS_NEW_VERSION} when a change must not keep its version, {@link RegistryError#OTHER_LAKE}
     *     as {@link #requireSameLake} says
     */
    default ProjectPlan apply(Project project, Instant now) {
        return apply(project, now, registered -> {});
    }

    /**
     * The same, unless a guard throws: it sees what is registered at the moment at which the plan is made and written.
     *
     * @param guard may be called more than once
     */
    ProjectPlan apply(Project project, Instant now, Consumer<List<RegisteredDefinition>> guard);

    /**
     * Takes the lease of a resource, from a holder whose process has died at once, from a silent one after the lease time.
     *
     * <p>Resources are {@code run/PROJECT/VIEW@V/PARTITION}, {@code latest/PROJECT/VIEW@V},
     * {@code materialize/PROJECT/VIEW@V} and {@code apply/PROJECT}; messages tell what cannot be done without them.
     *
     * @throws dev.sluice.problem.SluiceException {@link RegistryError#HELD} when another holds it, this process included
     */
    Lease acquire(String resource);

    /**
     * Writes that a run has begun. The same start can be written again.
     *
     * @throws dev.sluice.problem.SluiceException {@link RegistryError#OUTDATED_ATTEMPT} when another run of the partition
     *     has the same attempt or a higher one
     */
    RunRecord begin(RunStart start);

    /**
     * Writes how far a run got; what it started with stays.
     *
     * @throws dev.sluice.problem.SluiceException {@link RegistryError#UNKNOWN_RUN} when it never began
     */
    void update(RunRecord run);

    Optional<RunRecord> run(String runId);

    /** The run of the partition that began last, however it ended. */
    Optional<RunRecord> newestRun(ViewId view, Partition partition, String project);

    /** The runs that were asked for, the one that began last first. */
    List<RunRecord> runs(String project, RunQuery query);

    /** Of each partition that begins in the range the newest run whose rows were promoted; sorted by partition. */
    Map<Partition, RunRecord> promoted(String project, ViewId view, TimeRange range);

    /**
     * Of each partition that begins in the range and that the gate has refused since it was promoted last, if ever, the
     * refused run that is the newest; sorted by partition.
     */
    SortedMap<Partition, RunRecord> refused(String project, ViewId view, TimeRange range);

    /**
     * Where the views stand that were run or materialized.
     *
     * @param only this view; null for all of the project
     */
    Map<ViewId, ViewStanding> standings(String project, @Nullable ViewId only);

    /**
     * Keeps what the gate found; a result of the same run and ordinal is replaced.
     *
     * @throws dev.sluice.problem.SluiceException {@link RegistryError#UNKNOWN_RUN} when a run never began
     */
    void record(List<GateResult> results);

    /** What the gate found of a run, in order; empty when it has not judged it. */
    List<GateResult> gateResults(String runId);

    void record(MaterializationRecord materialization);

    /** The materialization of the view that was recorded last, whatever store it went to. */
    Optional<MaterializationRecord> lastMaterialization(String project, ViewId view);

    /** Keeps a training set; one of the same project and id is replaced. */
    void record(TrainingSetRecord trainingSet);

    /** The project's training sets, the one that was recorded last first. */
    List<TrainingSetRecord> trainingSets(String project);

    /** Keeps where the rows of a view come from; what an earlier run of the same computation has shown is replaced. */
    void record(LineageRecord lineage);

    /** Of each view and computation what was recorded last; the one that was recorded last first. */
    List<LineageRecord> lineage(String project);

    /**
     * Keeps which files a source has now.
     *
     * @param source its name and a hash of how it is read: another reading is another source
     * @return the number of this state; the same as long as no file comes, goes or changes
     */
    long observe(String project, String source, Collection<ObservedFile> files);

    /** Every file that a source was ever seen to have, sorted by path. */
    List<SourceFileRecord> sourceFiles(String project, String source);

    /** Keeps a backfill; one of the same plan is replaced. */
    void record(BackfillRecord backfill);

    /**
     * Brings a backfill into another state, unless somebody has brought it into another one than was seen.
     *
     * @return whether it is in the state now
     */
    boolean advance(BackfillRecord seen, BackfillState next, Instant at);

    /** The project's backfills, the one that was recorded last first. */
    List<BackfillRecord> backfills(String project);

    /** When which version of each view became the active one; by view, the newest first. */
    List<Activation> activations(String project);

    /**
     * Makes another version of a view the active one, unless somebody has made another one active than was seen.
     *
     * @param seen the version that was active
     * @return whether it is the active one now
     */
    boolean activate(String project, Activation next, int seen);

    /** The versions of views that readers should leave; by view. */
    List<Deprecation> deprecations(String project);

    /**
     * Says that readers should leave a version, or that they need not, unless somebody has said something else than was seen.
     *
     * @param seen what was said of it before; null for nothing
     * @return whether it is said now
     */
    boolean deprecate(String project, Deprecation next, @Nullable Deprecation seen);

    /**
     * Refuses a project of which the registry knows another lake.
     *
     * @throws dev.sluice.problem.SluiceException {@link RegistryError#OTHER_LAKE}
     */
    void requireSameLake(Project project);

    /** Makes the record of the project's name one of this project's lake. */
    void adopt(Project project, Instant now);

    /** The entries of the project's audit log after one, in order; of them the first ones, up to the limit. */
    List<AuditEntry> auditLog(String project, long after, int limit);

    /** The entries of the project's audit log that were asked for, the newest first. */
    List<AuditEntry> auditLog(String project, AuditQuery query);

    /** How many entries were ever written into the project's audit log. */
    long auditLength(String project);

    /** The active version of each view, by name. */
    default Map<String, Integer> active(String project) {
        return Activation.active(activations(project));
    }

    /** The project, whose services follow the active versions, and whose queries mean what they are registered with. */
    default Project following(Project project) {
        return RegisteredQueries.of(definitions(project.name()))
                .recognizedIn(project.following(active(project.name())));
    }

    /** Releases every lease and lets the database go. */
    @Override
    void close();
}
