/** What the client costs, beside the SDK that it stands on. */
@NullMarked
package dev.sluice.online.benchmark.client;

import org.jspecify.annotations.NullMarked;
