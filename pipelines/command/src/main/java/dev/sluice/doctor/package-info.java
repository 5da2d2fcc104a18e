/** What a project and its Sluice need around them, and whether it is there. */
@NullMarked
package dev.sluice.doctor;

import org.jspecify.annotations.NullMarked;
