/** What of the command line needs Spark: running partitions, building training sets, checking transforms. */
@NullMarked
package dev.sluice.jobs;

import org.jspecify.annotations.NullMarked;
