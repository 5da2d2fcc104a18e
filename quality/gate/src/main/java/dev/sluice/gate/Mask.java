package dev.sluice.gate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides values so that equal ones of a column are seen to be equal, and nothing else is: HMAC-SHA256 under a key that is made
 * for this object and goes with it, so that nobody can try values later. Not to be shared by threads.
 */
final class Mask {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SHOWN_BYTES = 6;

    private final Mac mac;

    Mask() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    String of(String column, String value) {
        mac.update(column.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        return PiiColumns.HIDDEN + HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
    }
}
