package dev.sluice.catalog;

import dev.sluice.catalog.page.Contents;
import dev.sluice.catalog.page.Page;
import dev.sluice.catalog.page.PageError;
import dev.sluice.catalog.page.Pages;
import dev.sluice.catalog.search.Facet;
import dev.sluice.catalog.search.SearchRequest;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds for each address its page. The same addresses under {@code /api} are the pages as JSON. */
record CatalogRoutes(Pages pages) {
    private static final String NUMBER = "\\d{1,6}";

    /**
     * A page and what stands above it.
     *
     * @param template the name of its template
     * @param section home, search, runs or nothing
     */
    record Routed(String template, String section, String title, Page page) {}

    /** @param path without {@code /api}, decoded, as {@code /views/airport_delays} */
    Routed route(Contents contents, String path, MultiMap parameters) {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        return switch (parts.size()) {
            case 1 -> board(contents, parts.get(0), parameters);
            case 2 -> thing(contents, parts.get(0), parts.get(1));
            default -> throw unknown(path);
        };
    }

    private static RuntimeException unknown(String path) {
        return PageError.NOT_FOUND.problem("There is no page at " + path + ".");
    }

    private Routed board(Contents contents, String name, MultiMap parameters) {
        return switch (name) {
            case "" ->
                new Routed(
                        "home", "home", "Freshness", pages.home(contents, one(parameters, "state"), page(parameters)));
            case "search" -> new Routed("search", "search", "Search", pages.search(contents, asked(parameters)));
            case "runs" ->
                new Routed(
                        "runs",
                        "runs",
                        "Runs",
                        pages.runs(contents, one(parameters, "view"), one(parameters, "state")));
            default -> throw unknown("/" + name);
        };
    }

    private Routed thing(Contents contents, String kind, String name) {
        return switch (kind) {
            case "views" -> new Routed("view", "", name, pages.view(contents, name));
            case "services" -> new Routed("service", "", name, pages.service(contents, name));
            case "sources" -> new Routed("source", "", name, pages.source(contents, name));
            case "entities" -> new Routed("entity", "", name, pages.entity(contents, name));
            case "runs" -> new Routed("run", "runs", name, pages.run(contents, name));
            default -> throw unknown("/" + kind + "/" + name);
        };
    }

    private static SearchRequest asked(MultiMap parameters) {
        String text = one(parameters, "q");
        SearchRequest request = SearchRequest.of(text == null ? "" : text).withPage(page(parameters));
        for (String facet : Facet.NAMES) {
            String value = one(parameters, facet);
            request = value == null ? request : request.with(facet, value);
        }
        return request;
    }

    private static int page(MultiMap parameters) {
        String page = one(parameters, "page");
        if (page != null && !page.matches(NUMBER)) {
            throw CatalogError.WRONG_REQUEST.problem("Invalid page: '" + page + "'. It is a number from 1 on.");
        }
        return page == null ? 1 : Math.max(1, Integer.parseInt(page));
    }

    /** Null when it is not given or empty, as a form sends what is not chosen. */
    private static @Nullable String one(MultiMap parameters, String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
