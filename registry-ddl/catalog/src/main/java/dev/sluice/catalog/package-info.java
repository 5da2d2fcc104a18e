/** The catalog: what a project's registry knows, as pages for people and as JSON for programs. */
@NullMarked
package dev.sluice.catalog;

import org.jspecify.annotations.NullMarked;
