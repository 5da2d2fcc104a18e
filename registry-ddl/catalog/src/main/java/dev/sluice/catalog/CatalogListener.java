package dev.sluice.catalog;

/** Hears of what fails behind the pages. Called from several threads. */
@FunctionalInterface
public interface CatalogListener {
    /**
     * Something failed: a page could not be made, or what the pages show could not be looked at.
     *
     * @param doing what was being done
     */
    void failed(String doing, Throwable cause);
}
