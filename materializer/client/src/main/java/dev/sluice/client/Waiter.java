package dev.sluice.client;

/** Who waits for a read. */
enum Waiter {
    /** The calling thread, which may as well do the read where that ends at the deadline. */
    CALLER,
    /** No thread: the answer is told later. */
    NOBODY
}
