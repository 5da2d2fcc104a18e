/** The types that a key or a feature can have. */
@NullMarked
package dev.sluice.type;

import org.jspecify.annotations.NullMarked;
