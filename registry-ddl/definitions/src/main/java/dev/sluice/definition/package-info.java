/** The reader of a feature project: YAML, SQL and expectation suites into the vocabulary, with every mistake in one go. */
@NullMarked
package dev.sluice.definition;

import org.jspecify.annotations.NullMarked;
