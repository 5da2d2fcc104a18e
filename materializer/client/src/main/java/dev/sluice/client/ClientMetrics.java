package dev.sluice.client;

import dev.sluice.problem.ErrorCode;
import java.time.Duration;

/** What a client tells of its work. Threads share it; it is called on the way of every call and must not wait or throw. */
public interface ClientMetrics {
    /** Takes no notice. */
    ClientMetrics NONE = new ClientMetrics() {};

    /** A call was answered with so many vectors. */
    default void answered(String service, Duration time, int vectors) {}

    /** A call ended in an error. */
    default void failed(String service, Duration time, ErrorCode code) {}

    /** So many features of a call's answer have this status. */
    default void features(String service, FeatureStatus status, int count) {}

    /** The store answered a read of so many items. */
    default void read(Duration time, int items) {}

    /** A slow read was sent a second time. */
    default void hedged() {}

    /** So many items were found in the cache, fresh enough, and so many not. */
    default void cached(int hits, int misses) {}

    /** So many items were already being read for somebody else. */
    default void shared(int items) {}
}
