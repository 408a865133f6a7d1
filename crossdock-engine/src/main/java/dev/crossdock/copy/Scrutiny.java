package dev.crossdock.copy;

/// How closely two objects are compared.
public enum Scrutiny {
    /// By their sizes, as listed. Makes no request, and proves nothing where they are equal.
    SIZES,
    /// By what the stores keep; what that leaves open is read.
    CHECKSUM,
    /// By reading both, always; what the stores keep has to agree, too.
    READ
}
