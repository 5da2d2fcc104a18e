/** Lakes on S3: commits that exclude each other, and whether a lake can make them. */
@NullMarked
package dev.sluice.objectstore;

import org.jspecify.annotations.NullMarked;
