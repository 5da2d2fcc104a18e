package dev.sluice.online.benchmark.client;

/** One way to do what a part measures. */
interface Contender {
    String name();

    /** Does it once for the call of this number and answers something of the result, which is added up. */
    float once(int call);

    static Contender of(String name, Work work) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public float once(int call) {
                return work.once(call);
            }
        };
    }

    /** What a contender does. */
    interface Work {
        float once(int call);
    }
}
