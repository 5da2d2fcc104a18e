/** The online store: the port, the item, the compact row encoding, and an in-memory store. */
@NullMarked
package dev.sluice.online;

import org.jspecify.annotations.NullMarked;
