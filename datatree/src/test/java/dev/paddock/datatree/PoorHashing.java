package dev.paddock.datatree;

/** Hashes that fall together: of the real hash only some bits are left. */
final class PoorHashing extends Hashing {
    private final long bits;

    /** @param bits those that are kept; with none, everything has one hash */
    PoorHashing(long bits) {
        super(1, 2);
        this.bits = bits;
    }

    @Override
    public long hash(byte[] bytes, int from, int to) {
        return super.hash(bytes, from, to) & bits;
    }
}
