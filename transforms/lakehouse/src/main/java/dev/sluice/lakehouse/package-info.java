/** The lake tables of a view on Delta: stage, promote, the newest row of each key, reading as of a version. */
@NullMarked
package dev.sluice.lakehouse;

import org.jspecify.annotations.NullMarked;
