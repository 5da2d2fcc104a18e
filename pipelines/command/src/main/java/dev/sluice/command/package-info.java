/** The command line: arguments, tables and JSON on the terminal, exit status. */
@NullMarked
package dev.sluice.command;

import org.jspecify.annotations.NullMarked;
