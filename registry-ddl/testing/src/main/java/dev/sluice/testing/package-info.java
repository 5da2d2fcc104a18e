/** What every module's tests share: the rules of the house, the fixture language, a fixed clock. */
@NullMarked
package dev.sluice.testing;

import org.jspecify.annotations.NullMarked;
