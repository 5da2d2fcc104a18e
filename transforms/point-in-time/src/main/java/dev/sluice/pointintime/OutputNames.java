package dev.sluice.pointintime;

import dev.sluice.feature.Feature;
import dev.sluice.feature.ViewUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the features of a join are called. */
enum OutputNames {
    /** By their own names, or {@code as__feature}. */
    SHORT {
        @Override
        String name(ViewUse use, Feature feature) {
            return use.outputName(feature.name());
        }

        @Override
        String mend() {
            return "Name the use with 'as', or ask for full names.";
        }
    },
    /** {@code view__feature}, or {@code as__feature}. */
    FULL {
        @Override
        String name(ViewUse use, Feature feature) {
            return (use.as() == null ? use.view() : use.as()) + "__" + feature.name();
        }

        @Override
        String mend() {
            return "Name the use with 'as'.";
        }
    };

    abstract String name(ViewUse use, Feature feature);

    abstract String mend();

    /** The spine's columns and then the features; equal names are an error, also when they differ in case only. */
    List<String> of(FrameColumns spine, List<ViewRows> views) {
        List<String> names = new ArrayList<>(spine.names());
        Map<String, String> owners = new HashMap<>();
        spine.names().forEach(name -> owners.put(name.toLowerCase(Locale.ROOT), spine.owner()));
        for (ViewRows rows : views) {
            for (Feature feature : rows.askedFeatures()) {
                String name = name(rows.use(), feature);
                claim(owners, name, rows.view().id().toString());
                names.add(name);
            }
        }
        return names;
    }

    private void claim(Map<String, String> owners, String name, String owner) {
        String other = owners.put(name.toLowerCase(Locale.ROOT), owner);
        if (other != null) {
            throw PointInTimeError.EQUAL_NAMES.problem("Cannot join " + owner + ": its column '" + name
                    + "' is called like one of " + other + ". " + mend());
        }
    }
}
