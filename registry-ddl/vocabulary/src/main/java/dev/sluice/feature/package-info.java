/** The words of a feature platform: entity, source, feature view, feature service. */
@NullMarked
package dev.sluice.feature;

import org.jspecify.annotations.NullMarked;
