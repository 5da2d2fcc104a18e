/** The training-set builder: labels joined with what was known at their time, and a manifest that pins every input. */
@NullMarked
package dev.sluice.training;

import org.jspecify.annotations.NullMarked;
