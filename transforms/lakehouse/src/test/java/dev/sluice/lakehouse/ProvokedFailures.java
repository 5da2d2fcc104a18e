package dev.sluice.lakehouse;

import dev.sluice.transform.LocalSpark;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what a class of tests provokes out of Spark's log. */
public final class ProvokedFailures implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext tests) {
        LocalSpark.session().sparkContext().setLogLevel("OFF");
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        LocalSpark.session().sparkContext().setLogLevel("ERROR");
    }
}
