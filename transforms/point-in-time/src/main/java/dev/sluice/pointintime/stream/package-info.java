/**
 * The newest rows as an operator of Spark of our own: one pass over the sorted timeline, in the memory of one row for each
 * view. Spark's own window keeps and copies what it has passed.
 */
@NullMarked
package dev.sluice.pointintime.stream;

import org.jspecify.annotations.NullMarked;
