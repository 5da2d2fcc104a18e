package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.StorageSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageSettingsTest {
    @TempDir
    private Path folder;

    private StorageSettings read(String more) {
        ProjectFolder.in(folder).write("sluice.yaml", "project: flights\n" + more);
        return FeatureProject.read(folder).settings().storage();
    }

    private List<String> mistakes(String storage) {
        return ProjectFolder.in(folder)
                .write("sluice.yaml", "project: flights\nstorage: " + storage + "\n")
                .mistakes();
    }

    @Test
    void awsIsReachedUnlessAnotherStoreIsNamed() {
        assertThat(read("")).isEqualTo(StorageSettings.DEFAULTS);
        assertThat(StorageSettings.DEFAULTS.hadoopOptions())
                .containsEntry("fs.s3a.path.style.access", "false")
                .containsEntry(
                        "fs.s3a.aws.credentials.provider", "com.amazonaws.auth.DefaultAWSCredentialsProviderChain")
                .hasSize(2);
    }

    @Test
    void anotherStoreHasAnEndpointAndOptions() {
        assertThat(read("storage: {endpoint: 'http://127.0.0.1:9090', region: eu-central-1, path_style: true,"
                                + " options: {fs.s3a.connection.maximum: 64}}")
                        .hadoopOptions())
                .containsEntry("fs.s3a.endpoint", "http://127.0.0.1:9090")
                .containsEntry("fs.s3a.connection.ssl.enabled", "false")
                .containsEntry("fs.s3a.endpoint.region", "eu-central-1")
                .containsEntry("fs.s3a.path.style.access", "true")
                .containsEntry("fs.s3a.connection.maximum", "64");
    }

    @Test
    void secretsClassesAndOtherSettingsDoNotStandThere() {
        assertThat(mistakes("{options: {fs.s3a.bucket.b.access.key: x}}"))
                .containsExactly(
                        "sluice.yaml:2: Invalid option 'fs.s3a.bucket.b.access.key': a secret does not stand in"
                                + " a file that is shared. Give it in the environment: AWS_ACCESS_KEY_ID,"
                                + " AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN.");
        assertThat(mistakes("{options: {fs.s3a.impl: com.example.Files}}"))
                .containsExactly("sluice.yaml:2: Invalid option 'fs.s3a.impl': it names a class to load.");
        assertThat(mistakes("{options: {hadoop.tmp.dir: x}}"))
                .containsExactly("sluice.yaml:2: Invalid option 'hadoop.tmp.dir': it is none of hadoop-aws. Their names"
                        + " begin with fs.s3a..");
        assertThat(mistakes("{endpoint: s3.example.com, region: Frankfurt}"))
                .containsExactly(
                        "sluice.yaml:2: Invalid endpoint: 's3.example.com'. Write it as http://host:port or"
                                + " https://host.",
                        "sluice.yaml:2: Invalid region: 'Frankfurt'. Write it as eu-central-1.");
    }
}
