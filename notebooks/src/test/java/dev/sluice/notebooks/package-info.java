/** The notebooks, run from top to bottom. */
@org.jspecify.annotations.NullMarked
package dev.sluice.notebooks;
