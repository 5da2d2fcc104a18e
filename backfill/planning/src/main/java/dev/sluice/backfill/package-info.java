/** Which partitions of a range must be computed, why, and how long it will take; before anything runs. */
@NullMarked
package dev.sluice.backfill;

import org.jspecify.annotations.NullMarked;
