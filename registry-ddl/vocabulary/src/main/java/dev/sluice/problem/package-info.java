/** What went wrong, whose fault it is, and how to mend it. */
@NullMarked
package dev.sluice.problem;

import org.jspecify.annotations.NullMarked;
