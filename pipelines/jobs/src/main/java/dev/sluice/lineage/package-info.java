/** Where rows come from, as the engine tells it: OpenLineage's events of a command's work, and what the registry keeps of them. */
@NullMarked
package dev.sluice.lineage;

import org.jspecify.annotations.NullMarked;
