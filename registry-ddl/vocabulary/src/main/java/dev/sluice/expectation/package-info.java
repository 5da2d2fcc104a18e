/** What must be true of a partition before it is promoted. */
@NullMarked
package dev.sluice.expectation;

import org.jspecify.annotations.NullMarked;
