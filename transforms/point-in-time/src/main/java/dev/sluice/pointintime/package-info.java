/** The point-in-time join: to each label, of each view, the newest row that could be seen at its moment. */
@NullMarked
package dev.sluice.pointintime;

import org.jspecify.annotations.NullMarked;
