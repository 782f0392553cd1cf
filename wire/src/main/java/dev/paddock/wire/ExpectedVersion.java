package dev.paddock.wire;

/** The version that a conditional request expects. On the wire -1 means any; past this class nobody compares to -1. */
public record ExpectedVersion(int toWire) {
    public static final ExpectedVersion ANY = new ExpectedVersion(-1);

    public static ExpectedVersion ofWire(int version) {
        return version == -1 ? ANY : new ExpectedVersion(version);
    }

    public boolean matches(int version) {
        return toWire == -1 || toWire == version;
    }

    @Override
    public String toString() {
        return toWire == -1 ? "any" : Integer.toString(toWire);
    }
}
