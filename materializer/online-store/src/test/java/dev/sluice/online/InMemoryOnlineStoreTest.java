package dev.sluice.online;

class InMemoryOnlineStoreTest extends OnlineStoreContract {
    @Override
    protected OnlineStore open() {
        return new InMemoryOnlineStore();
    }
}
