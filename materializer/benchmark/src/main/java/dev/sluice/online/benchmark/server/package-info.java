/** What the server adds to the client, and what it can take. */
@NullMarked
package dev.sluice.online.benchmark.server;

import org.jspecify.annotations.NullMarked;
