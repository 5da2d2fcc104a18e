package dev.sluice.catalog.page;

import dev.sluice.feature.Definition;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;

/** Where the page of a thing is. Names are letters, digits and underscores, so that they stand in addresses as they are. */
public final class Address {
    private Address() {}

    public static String ofView(String id) {
        return "/views/" + id;
    }

    static String of(ViewId view) {
        return ofView(view.toString());
    }

    public static String ofService(String id) {
        return "/services/" + id;
    }

    public static String ofSource(String name) {
        return "/sources/" + name;
    }

    public static String ofEntity(String name) {
        return "/entities/" + name;
    }

    public static String ofRun(String run) {
        return "/runs/" + run;
    }

    static String of(Definition definition) {
        if (definition instanceof FeatureView view) {
            return of(view.id());
        }
        if (definition instanceof FeatureService service) {
            return ofService(service.id());
        }
        return definition.kind().equals("source") ? ofSource(definition.name()) : ofEntity(definition.name());
    }
}
