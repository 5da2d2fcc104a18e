/** Instants, half-open ranges and partitions; all in UTC with microseconds. */
@NullMarked
package dev.sluice.time;

import org.jspecify.annotations.NullMarked;
