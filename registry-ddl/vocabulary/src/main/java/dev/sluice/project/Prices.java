package dev.sluice.project;

import dev.sluice.problem.VocabularyError;

/**
 * What things cost, for estimates.
 *
 * @param currency three letters, as USD
 * @param runHour an hour of one partition's run
 * @param gigabyteRead 10^9 bytes read from sources
 * @param millionWriteUnits a million write units of the online store
 * @param gigabyteImported 10^9 bytes, uncompressed, of the online store's import from S3
 */
public record Prices(
        String currency, double runHour, double gigabyteRead, double millionWriteUnits, double gigabyteImported) {
    /** Nothing is priced but the import, at the list price of us-east-1. */
    public static final Prices NONE = new Prices("USD", 0, 0, 0, 0.15);

    public Prices {
        if (!currency.matches("[A-Z]{3}")) {
            throw VocabularyError.invalid("Invalid currency: '" + currency + "'. Write three letters, as USD.");
        }
        if (!(isPrice(runHour) && isPrice(gigabyteRead) && isPrice(millionWriteUnits) && isPrice(gigabyteImported))) {
            throw VocabularyError.invalid("Invalid price. Prices are numbers of at least 0.");
        }
    }

    private static boolean isPrice(double price) {
        return price >= 0 && price < Double.POSITIVE_INFINITY;
    }

    /** Whether anything has a price. */
    public boolean isKnown() {
        return runHour > 0 || gigabyteRead > 0 || millionWriteUnits > 0;
    }
}
