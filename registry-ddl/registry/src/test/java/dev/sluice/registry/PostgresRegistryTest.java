package dev.sluice.registry;

import dev.sluice.registry.database.EmbeddedPostgresServer;

class PostgresRegistryTest extends JdbcRegistryContract {
    @Override
    String address() {
        return EmbeddedPostgresServer.newRegistry();
    }
}
