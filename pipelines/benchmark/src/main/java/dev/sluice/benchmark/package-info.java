/** Compares ways to join views to labels as of their time: the answers must agree, the costs are reported as ratios. */
@NullMarked
package dev.sluice.benchmark;

import org.jspecify.annotations.NullMarked;
