/** What runs read of their sources: the states of sources, their files, and what has changed in them. */
@NullMarked
package dev.sluice.input;

import org.jspecify.annotations.NullMarked;
