/** Reads a view's latest Delta table, whole or what changed in it, as changes of the online store. */
@NullMarked
package dev.sluice.materializer.feed;

import org.jspecify.annotations.NullMarked;
