package dev.sluice.feature;

/** What the table of a view's promoted rows is made of. */
public enum TableKind {
    DELTA("delta"),
    /** Apache Hudi, copy on write: a change writes whole files again. */
    HUDI_COW("hudi cow"),
    /** Apache Hudi, merge on read: a change is written beside the files and merged by readers. */
    HUDI_MOR("hudi mor");

    private final String text;

    TableKind(String text) {
        this.text = text;
    }

    public boolean isHudi() {
        return this != DELTA;
    }

    @Override
    public String toString() {
        return text;
    }
}
