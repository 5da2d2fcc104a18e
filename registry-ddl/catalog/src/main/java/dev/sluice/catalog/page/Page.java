package dev.sluice.catalog.page;

/** What stands on a page. Its members are its JSON, in snake_case. */
public sealed interface Page
        permits HomePage, SearchPage, ViewPage, ServicePage, SourcePage, EntityPage, RunsPage, RunPage {}
