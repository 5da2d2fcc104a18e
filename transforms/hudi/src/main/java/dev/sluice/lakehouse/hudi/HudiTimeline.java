package dev.sluice.lakehouse.hudi;

import dev.sluice.lakehouse.LakeFailure;
import dev.sluice.lakehouse.LakehouseError;
import dev.sluice.lakehouse.PartitionSize;
import dev.sluice.lakehouse.PromotedPartition;
import dev.sluice.lakehouse.PromotionNote;
import dev.sluice.lakehouse.ViewColumns;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.common.engine.HoodieLocalEngineContext;
import org.apache.hudi.common.model.FileSlice;
import org.apache.hudi.common.model.HoodieCommitMetadata;
import org.apache.hudi.common.model.HoodieReplaceCommitMetadata;
import org.apache.hudi.common.model.WriteOperationType;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.timeline.HoodieInstant;
import org.apache.hudi.common.table.timeline.HoodieTimeline;
import org.apache.hudi.common.table.view.HoodieTableFileSystemView;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.spark.sql.SparkSession;

/** The timeline of one Hudi table. Completed commits never change, so each is read once. Threads may share it. */
final class HudiTimeline {
    private static final Pattern DATE = Pattern.compile(ViewColumns.EVENT_DATE + "=([^/]+)");
    private static final Pattern HOUR = Pattern.compile(ViewColumns.EVENT_HOUR + "=([^/]+)");

    private final SparkSession spark;
    private final String path;
    private final Granularity granularity;
    private final Map<String, HudiCommit> known = new ConcurrentHashMap<>();

    HudiTimeline(SparkSession spark, String path, Granularity granularity) {
        this.spark = spark;
        this.path = path;
        this.granularity = granularity;
    }

    String path() {
        return path;
    }

    private Configuration configuration() {
        return spark.sessionState().newHadoopConf();
    }

    private boolean isTable() throws IOException {
        Path properties = new Path(path, HoodieTableMetaClient.METAFOLDER_NAME + "/hoodie.properties");
        return properties.getFileSystem(configuration()).exists(properties);
    }

    /** Whether a partition has files, whichever commit made them. */
    boolean hasFolder(Partition partition) {
        return isThere(new Path(path, folder(partition)).toUri());
    }

    boolean isThere(String file) {
        return isThere(java.net.URI.create(file));
    }

    private boolean isThere(java.net.URI file) {
        return LakeFailure.during("Cannot look for " + file, () -> {
            Path there = new Path(file);
            return there.getFileSystem(configuration()).exists(there);
        });
    }

    HoodieTableMetaClient client() {
        return HoodieTableMetaClient.builder()
                .setConf(HadoopFSUtils.getStorageConf(configuration()))
                .setBasePath(path)
                .setLoadActiveTimelineOnLoad(true)
                .build();
    }

    /** The instants of commits that have not ended. */
    static List<Long> unfinished(HoodieTableMetaClient client) {
        return client.reloadActiveTimeline().getCommitsTimeline().filterInflightsAndRequested().getInstants().stream()
                .map(instant -> Long.parseLong(instant.requestedTime()))
                .toList();
    }

    /** Makes the table, empty, unless it is there. */
    void create(HudiOptions options) {
        requireLock();
        LakeFailure.during("Cannot create the table " + path, () -> {
            requireNotDelta();
            if (isTable()) {
                return path;
            }
            try {
                new NewHudiTable(configuration(), path).make(options);
            } catch (Exception e) {
                if (!isTable()) {
                    throw e;
                }
            }
            return path;
        });
    }

    private void requireLock() {
        if (!LakeLayout.hasHudiLock(path)) {
            throw new SluiceException(
                    LakehouseError.OTHER_TABLE,
                    "Cannot make " + path + " a table of Hudi: it has no lock on "
                            + new Path(path).toUri().getScheme()
                            + "://, only in a folder and on hdfs://. Leave `table: hudi` out of the view, which makes it one of"
                            + " Delta, or move the lake.");
        }
    }

    private void requireNotDelta() throws IOException {
        Path log = new Path(path, "_delta_log");
        if (log.getFileSystem(configuration()).exists(log)) {
            throw LakeFailure.otherTable(path, "Delta", "Hudi");
        }
    }

    /** What has been committed by now. */
    HudiCommits commits() {
        return LakeFailure.during("Cannot read the timeline of " + path, () -> {
            if (!isTable()) {
                return new HudiCommits(List.of());
            }
            HoodieTimeline timeline =
                    client().getActiveTimeline().getCommitsTimeline().filterCompletedInstants();
            List<HudiCommit> commits = new ArrayList<>();
            for (HoodieInstant instant : timeline.getInstants()) {
                commits.add(commit(timeline, instant));
            }
            return new HudiCommits(commits);
        });
    }

    /** The commits of a partition, or of nobody knows what, that ended after all of those seen. */
    Set<HoodieInstant> since(HudiCommits seen, Partition partition) {
        return LakeFailure.during("Cannot read the timeline of " + path, () -> {
            HoodieTimeline timeline =
                    client().getActiveTimeline().getCommitsTimeline().filterCompletedInstants();
            Set<HoodieInstant> since = new HashSet<>();
            for (HoodieInstant instant : timeline.getInstants()) {
                HudiCommit commit = commit(timeline, instant);
                if (!seen.has(commit.instant())
                        && (commit.touched().contains(partition) || commit.promotes(partition))) {
                    since.add(instant);
                }
            }
            return since;
        });
    }

    private HudiCommit commit(HoodieTimeline timeline, HoodieInstant instant) throws IOException {
        HudiCommit read = known.get(instant.requestedTime());
        if (read == null) {
            read = read(timeline, instant);
            known.put(instant.requestedTime(), read);
        }
        return read;
    }

    private HudiCommit read(HoodieTimeline timeline, HoodieInstant instant) throws IOException {
        long number = Long.parseLong(instant.requestedTime());
        HoodieCommitMetadata metadata = instant.getAction().equals(HoodieTimeline.REPLACE_COMMIT_ACTION)
                ? timeline.readReplaceCommitMetadata(instant)
                : timeline.readCommitMetadata(instant);
        String note = metadata.getExtraMetadata().getOrDefault(HudiOptions.NOTE, "");
        Optional<PromotedPartition> promotion = PromotionNote.read(note, granularity, number);
        return new HudiCommit(number, instant.getCompletionTime(), promotion.orElse(null), touched(metadata));
    }

    private Set<Partition> touched(HoodieCommitMetadata metadata) {
        if (metadata.getOperationType() == WriteOperationType.COMPACT
                || metadata.getOperationType() == WriteOperationType.CLUSTER) {
            return Set.of();
        }
        Set<String> paths = new HashSet<>(metadata.getPartitionToWriteStats().keySet());
        if (metadata instanceof HoodieReplaceCommitMetadata replacing) {
            paths.addAll(replacing.getPartitionToReplaceFileIds().keySet());
        }
        return paths.stream().map(this::partition).collect(Collectors.toUnmodifiableSet());
    }

    private Partition partition(String folder) {
        Matcher date = DATE.matcher(folder);
        Matcher hour = HOUR.matcher(folder);
        if (!date.find()) {
            throw new IllegalStateException(path + " has a partition that is none of the view's: " + folder);
        }
        return ViewColumns.partition(granularity, date.group(1), hour.find() ? hour.group(1) : null);
    }

    List<String> partitionColumns() {
        return client().getTableConfig()
                .getPartitionFields()
                .map(Arrays::asList)
                .orElse(List.of());
    }

    /** Files and bytes as they lie there, rows as the promotions counted them. */
    List<PartitionSize> sizes() {
        HudiCommits commits = commits();
        if (commits.oldestFirst().isEmpty()) {
            return List.of();
        }
        HoodieTableFileSystemView files = files();
        return commits.promoted().stream()
                .map(promoted -> size(files, promoted.partition(), promoted.rows()))
                .sorted()
                .toList();
    }

    private HoodieTableFileSystemView files() {
        HoodieTableMetaClient client = client();
        return HoodieTableFileSystemView.fileListingBasedFileSystemView(
                new HoodieLocalEngineContext(client.getStorageConf()),
                client,
                client.getActiveTimeline().getCommitsTimeline().filterCompletedInstants());
    }

    private PartitionSize size(HoodieTableFileSystemView files, Partition partition, long rows) {
        List<FileSlice> slices = files.getLatestFileSlices(folder(partition)).toList();
        long logs = slices.stream().mapToLong(FileSlice::getLogFileCnt).sum();
        long base =
                slices.stream().filter(slice -> slice.getBaseFile().isPresent()).count();
        return new PartitionSize(
                partition,
                base + logs,
                slices.stream().mapToLong(FileSlice::getTotalFileSize).sum(),
                rows);
    }

    private String folder(Partition partition) {
        String day = ViewColumns.EVENT_DATE + "=" + partition.eventDate();
        return granularity == Granularity.DAY ? day : day + "/" + ViewColumns.EVENT_HOUR + "=" + partition.eventHour();
    }
}
