/** A feature project: everything its folder declares. */
@NullMarked
package dev.sluice.project;

import org.jspecify.annotations.NullMarked;
