package dev.crossdock.store;

/// A store cannot be opened as it was asked for: what was typed or configured is wrong. Nothing was sent anywhere.
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    /// @param code such as `CFG_ENDPOINT`; part of the interface, never changes its meaning
    /// @param message what is wrong, without secrets
    /// @param remedy what to do about it
    public ConfigurationException(String code, String message, String remedy) {
        super(code + ": " + message);
        this.code = code;
        this.remedy = remedy;
    }

    /// What kind of mistake, such as `CFG_ENDPOINT` or `CFG_URI`.
    public String code() {
        return code;
    }

    /// What to do about it, for people.
    public String remedy() {
        return remedy;
    }
}
