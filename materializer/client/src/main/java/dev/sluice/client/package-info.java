/** The small library of serving teams: feature vectors from the online store, with the truth about each value. */
@NullMarked
package dev.sluice.client;

import org.jspecify.annotations.NullMarked;
