package dev.sluice.orchestration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Orchestration;
import dev.sluice.project.Orchestration.Pod;
import dev.sluice.time.Granularity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What {@code sluice_dags.py} reads: JSON whose keys are sorted, and which holds the hash of the rest of it. */
public final class Manifest {
    private static final int VERSION = 1;
    private static final int BACKFILLS_AT_ONCE = 4;
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = new ObjectMapper()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

    private final CompiledDags compiled;
    private final Map<String, Object> document;

    Manifest(CompiledDags compiled) {
        this.compiled = compiled;
        this.document = document();
        document.put("hash", hash(text()));
    }

    public String hash() {
        return String.valueOf(document.get("hash"));
    }

    public String text() {
        try {
            return WRITER.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a manifest as JSON", e);
        }
    }

    private Map<String, Object> document() {
        Orchestration orchestration = compiled.orchestration();
        Map<String, Object> members = new TreeMap<>();
        members.put("sluice_manifest", VERSION);
        members.put("project", compiled.project().name());
        members.put("folder", compiled.folder());
        members.put("launch", launch(orchestration));
        members.put("retries", orchestration.retries().times());
        members.put(
                "retry_delay_seconds",
                orchestration.retries().delay().duration().toSeconds());
        members.put("pools", pools(orchestration.pools()));
        members.put("watcher", orchestration.watcher());
        members.put("dags", compiled.dags().stream().map(this::dag).toList());
        members.put("backfill", backfill());
        return members;
    }

    private static Map<String, Object> launch(Orchestration orchestration) {
        Launcher launcher = new Launcher(orchestration.launch());
        Map<String, Object> members = new TreeMap<>();
        members.put("runner", orchestration.launch().runner().toString());
        members.put("plain", launcher.plain());
        members.put("spark", launcher.spark());
        Pod pod = orchestration.launch().pod();
        if (pod != null) {
            members.put("image", pod.image());
            members.put("namespace", pod.namespace());
        }
        return members;
    }

    private static Map<String, Object> pools(Orchestration.Pools pools) {
        return new TreeMap<>(
                Map.of("run", pools.run(), "materialize", pools.materialize(), "backfill", pools.backfill()));
    }

    private Map<String, Object> dag(ScheduledDag dag) {
        return new TreeMap<>(Map.of(
                "id", dag.id(),
                "schedule", dag.schedule(),
                "granularity", name(dag.granularity()),
                "max_active_runs", dag.maxActiveRuns(),
                "views", dag.views().stream().map(this::view).toList()));
    }

    private Map<String, Object> view(ScheduledView view) {
        return new TreeMap<>(Map.of(
                "id", view.id(),
                "view", view.view().id().toString(),
                "level", view.level(),
                "upstream", texts(view.upstream()),
                "awaits", view.awaited().stream().map(Manifest::awaited).toList(),
                "asset", view.asset(compiled.project().name()),
                "online", view.view().online(),
                "owner", view.owner(),
                "timeout_seconds", view.timeout().toSeconds()));
    }

    private static Map<String, Object> awaited(dev.sluice.feature.FeatureView view) {
        return new TreeMap<>(Map.of(
                "id", ScheduledView.id(view),
                "view", view.id().toString(),
                "granularity", name(view.granularity())));
    }

    private Map<String, Object> backfill() {
        return new TreeMap<>(Map.of(
                "id", compiled.backfillId(), "max_active_runs", BACKFILLS_AT_ONCE, "views", texts(compiled.views())));
    }

    private static List<String> texts(List<ViewId> views) {
        return views.stream().map(ViewId::toString).toList();
    }

    static String name(Granularity granularity) {
        return granularity.name().toLowerCase(Locale.ROOT);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
