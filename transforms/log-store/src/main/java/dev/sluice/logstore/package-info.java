/** Delta's log in a folder of a machine. */
@NullMarked
package dev.sluice.logstore;

import org.jspecify.annotations.NullMarked;
