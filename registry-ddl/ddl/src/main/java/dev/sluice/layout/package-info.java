/** The shapes that rooms agree on without knowing each other: lake paths and columns, the online table. */
@NullMarked
package dev.sluice.layout;

import org.jspecify.annotations.NullMarked;
