/** Reads of the online store by a DAX cluster. */
@NullMarked
package dev.sluice.online.dax;

import org.jspecify.annotations.NullMarked;
