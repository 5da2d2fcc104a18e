/** Promoted rows in Apache Hudi. */
@NullMarked
package dev.sluice.lakehouse.hudi;

import org.jspecify.annotations.NullMarked;
