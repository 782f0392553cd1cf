package dev.paddock.wire;

/** What an entry of an ACL may grant. An entry holds a set of them as bits; other bits are stored and mean nothing. */
public enum Permission {
    READ(1),
    WRITE(2),
    CREATE(4),
    DELETE(8),
    ADMIN(16);

    public static final int ALL = 31;

    private final int bit;

    Permission(int bit) {
        this.bit = bit;
    }

    public int bit() {
        return bit;
    }
}
