/** Compares every key of a view's latest table with the online store, and mends what differs. */
@NullMarked
package dev.sluice.reconciliation;

import org.jspecify.annotations.NullMarked;
