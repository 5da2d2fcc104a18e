/** The arithmetic of windows, without an engine: batch, streams and serving share it. */
@NullMarked
package dev.sluice.aggregation;

import org.jspecify.annotations.NullMarked;
