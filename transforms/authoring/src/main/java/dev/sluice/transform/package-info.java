/** From a view's sources to its feature rows: reading the sources, and running a team's SQL or Java class. */
@NullMarked
package dev.sluice.transform;

import org.jspecify.annotations.NullMarked;
