package dev.crossdock.ledger;

import java.nio.charset.StandardCharsets;

/// Writes constants by name, so that neither their order nor new ones change what a journal means.
final class EnumNames<E extends Enum<E>> {

    private final E[] constants;
    private final byte[][] names;

    EnumNames(E[] constants) {
        this.constants = constants;
        this.names = new byte[constants.length][];
        for (E each : constants) {
            names[each.ordinal()] = each.name().getBytes(StandardCharsets.US_ASCII);
        }
    }

    void write(E constant, ByteWriter into) {
        byte[] name = names[constant.ordinal()];
        into.varint(name.length);
        into.bytes(name);
    }

    E read(ByteReader from) throws UnreadableRecordException {
        for (int i = 0; i < names.length; i++) {
            if (from.skipIf(names[i])) {
                return constants[i];
            }
        }
        throw UnreadableRecordException.unknown("the name " + from.string());
    }
}
