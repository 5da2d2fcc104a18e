package dev.sluice.registry;

import dev.sluice.project.OnlineSettings;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.registry.database.Database;
import dev.sluice.testing.Flights;
import java.nio.file.Path;
import java.util.Map;

/** The example project with its registry at an address. */
final class Addresses {
    private Addresses() {}

    static Project flights(Path folder, String address) {
        return named("flights", folder, address);
    }

    static Project named(String name, Path folder, String address) {
        Project flights = Flights.project(folder);
        return new Project(
                name,
                folder,
                new Settings("lake", address, OnlineSettings.defaults("flights"), null),
                flights.entities(),
                flights.sources(),
                flights.views(),
                flights.services(),
                Map.of());
    }

    static Database database(Path folder, String address) {
        return Database.open(folder, address, name -> null);
    }
}
