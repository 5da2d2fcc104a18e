package dev.sluice.pointintime;

/** The SQL engine with one mistake in its queries. */
record Mutant(String mistake, SqlEngine engine, Knowledge knowledge) {
    private static final SqlEngine STANDARD = SqlEngine.standard();

    /** A mistake in newest-rows.sql. */
    static Mutant ofNewestRows(String mistake, String right, String wrong) {
        SqlText text = replaced(STANDARD.newestRows(), right, wrong);
        return new Mutant(mistake, new SqlEngine(STANDARD.rowMoments(), text), Knowledge.AS_CORRECTED);
    }

    /** A mistake in row-moments.sql. */
    static Mutant ofRowMoments(String mistake, String right, String wrong) {
        SqlText text = replaced(STANDARD.rowMoments(), right, wrong);
        return new Mutant(mistake, new SqlEngine(text, STANDARD.newestRows()), Knowledge.AS_CORRECTED);
    }

    Mutant asKnown() {
        return new Mutant(mistake, engine, Knowledge.AS_KNOWN);
    }

    private static SqlText replaced(SqlText query, String right, String wrong) {
        if (!query.text().contains(right)) {
            throw new IllegalArgumentException("The query does not contain: " + right);
        }
        return new SqlText(query.text().replace(right, wrong));
    }

    @Override
    public String toString() {
        return mistake;
    }
}
