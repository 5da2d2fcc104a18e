package dev.sluice.registry;

class SqliteRegistryTest extends JdbcRegistryContract {
    @Override
    String address() {
        return "embedded";
    }
}
