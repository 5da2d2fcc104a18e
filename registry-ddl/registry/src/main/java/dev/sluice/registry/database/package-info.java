/** The databases that a registry can lie in: opened, brought up to date, and used in transactions. */
@NullMarked
package dev.sluice.registry.database;

import org.jspecify.annotations.NullMarked;
