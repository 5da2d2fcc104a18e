/** What the catalog shows of the floors above it, which hand it in. */
@NullMarked
package dev.sluice.catalog.beyond;

import org.jspecify.annotations.NullMarked;
