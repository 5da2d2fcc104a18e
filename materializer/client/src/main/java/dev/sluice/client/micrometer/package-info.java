/** What a client does, as metrics of Micrometer; the one package that needs it. */
@NullMarked
package dev.sluice.client.micrometer;

import org.jspecify.annotations.NullMarked;
