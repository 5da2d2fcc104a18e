/** What the parts of the online benchmark share. */
@NullMarked
package dev.sluice.online.benchmark;

import org.jspecify.annotations.NullMarked;
