package dev.sluice.registry;

class InMemoryRegistryTest extends RegistryContract {
    @Override
    Registry open() {
        return new InMemoryRegistry();
    }
}
