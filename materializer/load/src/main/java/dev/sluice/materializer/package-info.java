/** The job that brings what changed in latest to the online store, restartable where it stopped. */
@NullMarked
package dev.sluice.materializer;

import org.jspecify.annotations.NullMarked;
