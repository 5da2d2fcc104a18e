package dev.sluice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the jar, and what is not. */
class ContentTest {
    private static final Path ASSEMBLY = Path.of("target/sluice-assembly.jar");

    @Test
    void whatACommandNeedsIsThere() throws IOException {
        assertThat(classes(ASSEMBLY))
                .contains(
                        "dev/sluice/command/Sluice.class",
                        "dev/sluice/jobs/LocalSparkJobs.class",
                        "io/delta/sql/DeltaSparkSessionExtension.class",
                        "com/amazon/deequ/VerificationSuite.class",
                        "io/openlineage/spark/agent/OpenLineageSparkListener.class",
                        "org/postgresql/Driver.class",
                        "org/sqlite/JDBC.class",
                        "picocli/CommandLine.class",
                        "software/amazon/awssdk/services/dynamodb/DynamoDbClient.class");
    }

    @Test
    void neitherSparkNorScalaNorHadoopIsThere() throws IOException {
        Set<String> ours = classes(ASSEMBLY);
        assertThat(ours)
                .noneMatch(name -> name.startsWith("scala/") || name.startsWith("org/apache/hadoop/"))
                .noneMatch(name -> name.startsWith("org/slf4j/") || name.startsWith("org/apache/logging/"));
        List<Path> spark = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*/spark-[^/]+_2\\.12-[^/]+\\.jar"))
                .map(Path::of)
                .toList();
        assertThat(spark).hasSizeGreaterThan(5);
        assertThat(alsoIn(spark, ours)).isEmpty();
    }

    @Test
    void noClassIsOneThatASparkDistributionHasInAnotherVersion() throws IOException {
        SparkDistribution spark = SparkDistribution.required();
        assertThat(alsoIn(spark.jars(), classes(ASSEMBLY))).isEmpty();
    }

    @Test
    void servicesOfSeveralLibrariesStandInOneFile() throws IOException {
        assertThat(lines("META-INF/services/dev.sluice.command.SparkJobs"))
                .containsExactly("dev.sluice.jobs.LocalSparkJobs");
        assertThat(lines("META-INF/services/java.sql.Driver")).contains("org.postgresql.Driver", "org.sqlite.JDBC");
        assertThat(lines("META-INF/services/org.flywaydb.core.extensibility.Plugin"))
                .anyMatch(plugin -> plugin.contains("postgresql"))
                .anyMatch(plugin -> plugin.contains("sqlite"));
        assertThat(lines("META-INF/services/io.openlineage.client.transports.TransportBuilder"))
                .contains(
                        "dev.sluice.lineage.EventTransportBuilder",
                        "io.openlineage.client.transports.HttpTransportBuilder");
        assertThat(lines("META-INF/services/org.apache.spark.sql.sources.DataSourceRegister"))
                .contains("org.apache.spark.sql.delta.sources.DeltaDataSource");
    }

    @Test
    void itStartsTheCommandLine() throws IOException {
        try (JarFile jar = new JarFile(ASSEMBLY.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("dev.sluice.command.Sluice");
            assertThat(jar.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
        }
    }

    private static Set<String> alsoIn(List<Path> jars, Set<String> ours) throws IOException {
        Set<String> twice = new TreeSet<>();
        for (Path jar : jars) {
            classes(jar).stream()
                    .filter(ours::contains)
                    .map(name -> jar.getFileName() + " " + name)
                    .forEach(twice::add);
        }
        return twice;
    }

    private static Set<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Set<String> names = new TreeSet<>();
            file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .filter(name -> !name.equals("module-info.class"))
                    .forEach(names::add);
            return names;
        }
    }

    private static List<String> lines(String entry) throws IOException {
        try (JarFile jar = new JarFile(ASSEMBLY.toFile())) {
            ZipEntry found = jar.getEntry(entry);
            assertThat(found).as(entry).isNotNull();
            return new String(jar.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
