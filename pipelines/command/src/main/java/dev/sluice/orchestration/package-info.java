/** What a scheduler is told of a project: its DAGs, as a manifest or as Python. */
@NullMarked
package dev.sluice.orchestration;

import org.jspecify.annotations.NullMarked;
