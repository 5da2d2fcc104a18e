package dev.sluice.catalog;

import dev.sluice.catalog.page.Frame;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** The pages' templates, which the build has turned into classes. What they show is escaped for where it stands. */
final class PageTemplates {
    private static final String PACKAGE = "dev.sluice.catalog.template";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, PageTemplates.class.getClassLoader(), PACKAGE);

    String page(Frame frame, CatalogRoutes.Routed routed) {
        return text(routed.template(), Map.of("frame", frame, "page", routed.page()));
    }

    String problem(Frame frame, PageProblem problem) {
        return text(
                "problem",
                Map.of(
                        "frame",
                        frame,
                        "status",
                        problem.status(),
                        "title",
                        problem.title(),
                        "detail",
                        problem.detail()));
    }

    private String text(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        engine.render(template + ".jte", parameters, output);
        return output.toString();
    }
}
