/** Windows in Spark: events as structs, and summaries and features of them as aggregate functions. */
@NullMarked
package dev.sluice.transform.window;

import org.jspecify.annotations.NullMarked;
