package dev.crossdock.app.config;

/// One thing that is wrong with the file.
///
/// @param code such as `CFG_UNKNOWN`
/// @param mark where
/// @param message what, and what would be right; without secrets
record Problem(String code, Mark mark, String message) {

    @Override
    public String toString() {
        return mark + " " + code + ": " + message;
    }
}
