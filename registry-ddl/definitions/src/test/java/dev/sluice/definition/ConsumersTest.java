package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Consumer;
import dev.sluice.feature.Consumer.Kind;
import dev.sluice.feature.FeatureService;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who uses a service, as its definition says. */
class ConsumersTest {
    @TempDir
    private Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));

    @BeforeEach
    void writeProject() {
        project = ProjectFolder.in(folder);
    }

    private void consumers(String text) {
        project.write("services.yaml", "- feature_service: model\n  features: [{view: delays}]\n  consumers:\n" + text);
    }

    @Test
    void aServiceNamesWhoUsesItAndAModelIsTheUsualCase() {
        consumers("""
                    - {name: predictor, contact: ml@example.com}
                    - {name: pricing, kind: team}
                """);
        FeatureService service = FeatureProject.read(folder).service("model");
        assertThat(service.consumers())
                .containsExactly(
                        new Consumer("predictor", Kind.MODEL, "ml@example.com"),
                        new Consumer("pricing", Kind.TEAM, ""));
        assertThat(service.fields())
                .containsEntry("consumers.predictor", "model, ml@example.com")
                .containsEntry("consumers.pricing", "team");
    }

    @Test
    void mistakesAreToldWithTheirLine() {
        consumers("""
                    - {name: predictor}
                    - {name: predictor, kind: team}
                    - {name: my model}
                    - {name: pricing, kind: teem, contct: x}
                    - {kind: team}
                """);
        assertThat(project.mistakes())
                .containsExactly(
                        "services.yaml:5: The consumer predictor is there twice, first in services.yaml:4. Remove one.",
                        "services.yaml:6: Invalid consumer name: 'my model'. Use letters, digits and underscores, not a "
                                + "digit first, at most 128 characters.",
                        "services.yaml:7: Unknown key 'contct' in a consumer. Did you mean 'contact'?",
                        "services.yaml:7: Unknown kind 'teem' of a consumer. Did you mean 'team'?",
                        "services.yaml:8: The key 'name' is missing in a consumer.");
    }
}
