package dev.sluice.registry;

import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lake that the record of a project is of: two projects of one name have two, two copies of one project have one.
 *
 * @param lake a URI or folder; relative when it goes with the folder in which the registry lies, too
 * @param by who applied the project first, or said that this is its lake
 */
record ProjectLake(String lake, String by, Instant at) {
    static ProjectLake of(Project project, String by, Instant now) {
        return new ProjectLake(place(project), by, now);
    }

    private static String place(Project project) {
        String whole =
                LakeLayout.of(project.folder(), project.settings().lake()).root();
        Path inFolder = project.folder().toAbsolutePath().normalize();
        boolean goesAlong = project.settings().registry().equals("embedded")
                && Path.of(whole).startsWith(inFolder);
        return goesAlong ? inFolder.relativize(Path.of(whole)).toString() : whole;
    }

    /** Refuses a project of another lake. */
    static void require(@Nullable ProjectLake known, Project project) {
        if (known != null && !known.lake.equals(place(project))) {
            throw RegistryError.OTHER_LAKE.problem("Cannot work with project " + project.name()
                    + ": the registry has one of this name whose lake is " + known.lake + " (" + known.by + ", "
                    + known.at + "), and this one's lake is " + place(project)
                    + ". Each would take the other's runs for its own. Choose another name under 'project' in"
                    + " sluice.yaml; if it is the same project and its lake has moved, say so with"
                    + " `sluice apply --adopt`.");
        }
    }
}
