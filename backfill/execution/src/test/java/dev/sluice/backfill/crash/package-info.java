/** A machine that is switched off at any step of a run, and what is left then. */
@NullMarked
package dev.sluice.backfill.crash;

import org.jspecify.annotations.NullMarked;
