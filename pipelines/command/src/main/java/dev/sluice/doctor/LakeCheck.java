package dev.sluice.doctor;

import dev.sluice.layout.LakeLayout;
import dev.sluice.objectstore.CommitSafety;
import dev.sluice.objectstore.SeveralWriters;
import dev.sluice.project.Project;
import java.util.List;
import java.util.Map;

/** Whether the lake can be read and written, and whether of several writers of one commit exactly one is let in. */
public final class LakeCheck implements Check {
    private final String lake;
    private final Map<String, String> options;

    /** @param options of the file system, as {@code fs.s3a.endpoint} */
    public LakeCheck(Project project, Map<String, String> options) {
        this.lake = LakeLayout.of(project.folder(), project.settings().lake()).root();
        this.options = options;
    }

    @Override
    public String subject() {
        return "lake";
    }

    @Override
    public List<Finding> findings() {
        CommitSafety safety = SeveralWriters.of(lake, options);
        return List.of(
                safety.isSafe()
                        ? Finding.ok(subject(), lake + " reads and writes; " + safety.reason())
                        : Finding.broken(
                                subject(),
                                lake + " cannot be relied on: " + safety.reason(),
                                "See that it is there, that this user may write there, and what `lake` in sluice.yaml names."));
    }
}
