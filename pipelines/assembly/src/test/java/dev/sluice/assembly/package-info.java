/** Sluice on a Spark cluster. */
@NullMarked
package dev.sluice.assembly;

import org.jspecify.annotations.NullMarked;
