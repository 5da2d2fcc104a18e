/** Finds what a project declares by words, typed in a hurry. */
@NullMarked
package dev.sluice.catalog.search;

import org.jspecify.annotations.NullMarked;
