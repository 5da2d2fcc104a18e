/** Feature vectors over REST and gRPC, for those who are not on the JVM. */
@NullMarked
package dev.sluice.server;

import org.jspecify.annotations.NullMarked;
