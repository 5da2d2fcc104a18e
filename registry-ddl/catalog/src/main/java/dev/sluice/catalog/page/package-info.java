/** What stands on each page, as values: the templates and the JSON beneath each page show the same. */
@NullMarked
package dev.sluice.catalog.page;

import org.jspecify.annotations.NullMarked;
