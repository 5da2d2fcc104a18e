/** What changed in a registry, by whom and when, as a chain of hashes. */
@NullMarked
package dev.sluice.registry.audit;

import org.jspecify.annotations.NullMarked;
