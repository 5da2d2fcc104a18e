package dev.sluice.registry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every registry does. */
abstract class RegistryContract
        implements DefinitionsContract,
                LeasesContract,
                RunsContract,
                GateResultsContract,
                BuiltThingsContract,
                StandingsContract,
                SourceFilesContract,
                BackfillsContract,
                ActivationsContract,
                DeprecationsContract,
                AuditContract,
                LineageContract {
    private Registry registry;

    /** A new registry, empty. */
    abstract Registry open();

    @BeforeEach
    void begin() {
        registry = open();
    }

    @AfterEach
    void end() {
        registry.close();
    }

    @Override
    public final Registry registry() {
        return registry;
    }
}
