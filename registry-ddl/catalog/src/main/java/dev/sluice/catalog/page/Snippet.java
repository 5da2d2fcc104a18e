package dev.sluice.catalog.page;

/**
 * Lines to copy.
 *
 * @param language java, shell or sql
 */
public record Snippet(String title, String language, String text) {}
