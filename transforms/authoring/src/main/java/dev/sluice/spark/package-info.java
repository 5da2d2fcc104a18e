/** Our types in Spark's words. */
@NullMarked
package dev.sluice.spark;

import org.jspecify.annotations.NullMarked;
