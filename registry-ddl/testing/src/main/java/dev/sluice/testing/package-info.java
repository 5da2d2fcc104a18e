/** What every module's tests share: the rules of the house, the fixture language, a clock that is moved. */
@NullMarked
package dev.sluice.testing;

import org.jspecify.annotations.NullMarked;
