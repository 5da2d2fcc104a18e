/** The way of the data through a project, from columns of sources to training sets: definitions joined with what runs have shown. */
@NullMarked
package dev.sluice.registry.lineage;

import org.jspecify.annotations.NullMarked;
