package dev.sluice.airflow;

/** Who asks Airflow. */
public sealed interface Credentials {
    Credentials NOBODY = new Nobody();

    /** Somebody who logs in: by basic authentication with Airflow 2, for a token with Airflow 3. */
    record Password(String user, String secret) implements Credentials {
        @Override
        public String toString() {
            return "the password of " + user;
        }
    }

    /** A token that somebody else has made, as managed Airflows do. */
    record Token(String secret) implements Credentials {
        @Override
        public String toString() {
            return "a token";
        }
    }

    /** An Airflow that lets everybody in. */
    record Nobody() implements Credentials {
        @Override
        public String toString() {
            return "nobody";
        }
    }
}
