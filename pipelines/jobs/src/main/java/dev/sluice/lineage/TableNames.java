package dev.sluice.lineage;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The project's names of what a view reads: of its own sources first. What no source declares is named by its address. */
record TableNames(Project project, FeatureView view) implements UnaryOperator<String> {
    @Override
    public String apply(String address) {
        String place = Address.of(address);
        List<String> declared =
                view.computation().sources().stream().map(SourceUse::source).toList();
        return Stream.concat(declared.stream().map(project::source), project.sources().stream())
                .filter(source -> holds(source, place))
                .map(Source::name)
                .findFirst()
                .orElse(place);
    }

    private boolean holds(Source source, String place) {
        if (source.format() == SourceFormat.JDBC) {
            return Address.inDatabase(source.path(), source.options()).equals(place);
        }
        String path = LakeLayout.of(project.folder(), source.path()).root();
        String fixed = path.replaceAll("[\\[\\]{}*?].*", "");
        return fixed.equals(path) ? Address.isIn(place, Address.of(path)) : place.startsWith(Address.of(fixed));
    }
}
