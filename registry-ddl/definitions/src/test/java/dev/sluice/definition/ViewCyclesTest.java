package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views that read the tables of views. */
class ViewCyclesTest {
    @TempDir
    private Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));

    @BeforeEach
    void writeProject() {
        project = ProjectFolder.in(folder);
    }

    /** A view that reads sources, and its table as the source {@code of_NAME}. */
    private static String view(String name, String sources) {
        return "feature_view: " + name + "\nentity: airport\nsources: [" + sources
                + "]\ntransform: delays.sql\nfeatures: [{name: departures, type: long}]\n";
    }

    private void tables(String... views) {
        StringBuilder sources = new StringBuilder("- {source: flights, format: csv, path: f.csv, event_time: date}\n");
        for (String view : views) {
            sources.append("- {source: of_")
                    .append(view)
                    .append(", format: delta, path: lake/features/")
                    .append(view)
                    .append("/v1, event_time: event_time}\n");
        }
        project.write("sources.yaml", sources.toString());
    }

    @Test
    void aViewMayReadOthers() {
        tables("delays", "a");
        project.write("views/a.yaml", view("a", "of_delays, flights"));
        project.write("views/b.yaml", view("b", "of_a, of_delays"));
        assertThat(project.mistakes()).isEmpty();
    }

    @Test
    void aViewThatReadsItselfIsAMistake() {
        tables("a");
        project.write("views/a.yaml", view("a", "flights, of_a"));
        assertThat(project.mistakes())
                .containsExactly("views/a.yaml:1: A view cannot read its own table, not by way of others either: "
                        + "a@1 reads a@1. Take one of these sources out.");
    }

    @Test
    void eachCycleIsToldOnceAndWhoOnlyReadsOfItIsNot() {
        tables("a", "b", "c", "x", "y");
        project.write("views/a.yaml", view("a", "of_b"));
        project.write("views/b.yaml", view("b", "flights, of_c"));
        project.write("views/c.yaml", view("c", "of_a"));
        project.write("views/reader.yaml", view("reader", "of_a"));
        project.write("views/x.yaml", view("x", "of_y"));
        project.write("views/y.yaml", view("y", "of_x"));
        assertThat(project.mistakes())
                .containsExactly(
                        "views/a.yaml:1: A view cannot read its own table, not by way of others either: a@1 reads "
                                + "b@1 reads c@1 reads a@1. Take one of these sources out.",
                        "views/x.yaml:1: A view cannot read its own table, not by way of others either: x@1 reads "
                                + "y@1 reads x@1. Take one of these sources out.");
    }

    @Test
    void anotherVersionIsAnotherTable() {
        tables("a");
        project.write("views/a.yaml", view("a", "flights"));
        project.write("views/a2.yaml", view("a", "of_a") + "version: 2\n");
        assertThat(project.mistakes()).isEmpty();
    }

    @Test
    void aLongChainIsNoCycle() {
        int length = 300;
        tables(IntStream.range(0, length).mapToObj(i -> "v" + i).toArray(String[]::new));
        IntStream.range(0, length)
                .forEach(i ->
                        project.write("views/v" + i + ".yaml", view("v" + i, i == 0 ? "flights" : "of_v" + (i - 1))));
        assertThat(project.mistakes()).isEmpty();
        project.write("views/v0.yaml", view("v0", "of_v" + (length - 1)));
        assertThat(project.mistakes())
                .singleElement()
                .asString()
                .contains(IntStream.range(0, 3)
                        .mapToObj(i -> "v" + (length - 1 - i) + "@1")
                        .collect(Collectors.joining(" reads ")));
    }
}
