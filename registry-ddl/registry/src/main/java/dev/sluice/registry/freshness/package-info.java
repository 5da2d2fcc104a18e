/** How old the values of views are, against their service levels, and why. */
@NullMarked
package dev.sluice.registry.freshness;

import org.jspecify.annotations.NullMarked;
