package dev.crossdock.app;

import java.util.Objects;

/// Which Crossdock this is.
public final class Version {

    private Version() {}

    /// Such as `0.1.0`. The manifest of the jar holds it; a run from plain class files has none.
    public static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(unpackaged)");
    }
}
