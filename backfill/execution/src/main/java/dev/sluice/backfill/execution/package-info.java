/** The one way into a production table: compute into staging, judge, promote, refresh latest. */
@NullMarked
package dev.sluice.backfill.execution;

import org.jspecify.annotations.NullMarked;
