package dev.sluice.online;

class InMemoryOnlineScanTest extends OnlineScanContract {
    @Override
    protected OnlineStore open() {
        return new InMemoryOnlineStore();
    }
}
