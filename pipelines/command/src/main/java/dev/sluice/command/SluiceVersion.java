package dev.sluice.command;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the jar's manifest. */
final class SluiceVersion implements IVersionProvider {
    static String text() {
        String version = Sluice.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"sluice " + text()};
    }
}
