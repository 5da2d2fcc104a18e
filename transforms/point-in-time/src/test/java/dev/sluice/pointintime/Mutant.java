package dev.sluice.pointintime;

/** The engine with one mistake in its queries. */
record Mutant(String mistake, AsOfEngine engine, Knowledge knowledge) {
    private static final WindowQuery QUERY = WindowQuery.standard();
    private static final AsOfEngine STANDARD = AsOfEngine.of(QUERY);

    /** A mistake in newest-rows.sql. */
    static Mutant ofNewestRows(String mistake, String right, String wrong) {
        WindowQuery query = new WindowQuery(replaced(QUERY.newestRows(), right, wrong), QUERY.twoBuckets());
        return corrected(mistake, new AsOfEngine(STANDARD.rowMoments(), query, STANDARD.answers()));
    }

    /** A mistake in two-buckets.sql. */
    static Mutant ofTwoBuckets(String mistake, String right, String wrong) {
        WindowQuery query = new WindowQuery(QUERY.newestRows(), replaced(QUERY.twoBuckets(), right, wrong));
        return corrected(mistake, new AsOfEngine(STANDARD.rowMoments(), query, STANDARD.answers()));
    }

    /** A mistake in row-moments.sql. */
    static Mutant ofRowMoments(String mistake, String right, String wrong) {
        SqlText moments = replaced(STANDARD.rowMoments(), right, wrong);
        return corrected(mistake, new AsOfEngine(moments, QUERY, STANDARD.answers()));
    }

    /** A mistake in answers.sql. */
    static Mutant ofAnswers(String mistake, String right, String wrong) {
        SqlText answers = replaced(STANDARD.answers(), right, wrong);
        return corrected(mistake, new AsOfEngine(STANDARD.rowMoments(), QUERY, answers));
    }

    private static Mutant corrected(String mistake, AsOfEngine engine) {
        return new Mutant(mistake, engine, Knowledge.AS_CORRECTED);
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
