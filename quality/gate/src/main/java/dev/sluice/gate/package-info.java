/** What must hold of staged rows before they are promoted: built-in checks, and expectations judged on Deequ's states. */
@NullMarked
package dev.sluice.gate;

import org.jspecify.annotations.NullMarked;
