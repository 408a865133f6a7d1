package dev.crossdock.s3;

/// A text that must not be shown: it prints as `***`.
public final class Secret {

    private final String text;

    /// @param text what is to be kept from sight
    public Secret(String text) {
        this.text = text;
    }

    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
