/** What it costs to write rows to DynamoDB: our writer beside a bare loop and single conditional puts. */
@NullMarked
package dev.sluice.online.benchmark.load;

import org.jspecify.annotations.NullMarked;
