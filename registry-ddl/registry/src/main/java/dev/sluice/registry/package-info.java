/** What a project has declared and what was done with it: definitions, leases, runs, verdicts, loads, training sets. */
@NullMarked
package dev.sluice.registry;

import org.jspecify.annotations.NullMarked;
