package dev.paddock.wire;

/** The kinds of znodes that a client can ask for, by the flags of a create. */
public enum CreateMode {
    PERSISTENT(0),
    EPHEMERAL(1),
    PERSISTENT_SEQUENTIAL(2),
    EPHEMERAL_SEQUENTIAL(3),
    CONTAINER(4),
    PERSISTENT_WITH_TTL(5),
    PERSISTENT_SEQUENTIAL_WITH_TTL(6);

    private static final CreateMode[] BY_FLAGS = values();

    private final int flags;

    CreateMode(int flags) {
        this.flags = flags;
    }

    public int flags() {
        return flags;
    }

    /** The mode with these flags, or null. */
    public static CreateMode ofFlags(int flags) {
        return flags >= 0 && flags < BY_FLAGS.length ? BY_FLAGS[flags] : null;
    }

    public boolean isEphemeral() {
        return this == EPHEMERAL || this == EPHEMERAL_SEQUENTIAL;
    }

    public boolean isSequential() {
        return this == PERSISTENT_SEQUENTIAL || this == EPHEMERAL_SEQUENTIAL || this == PERSISTENT_SEQUENTIAL_WITH_TTL;
    }

    public boolean hasTtl() {
        return this == PERSISTENT_WITH_TTL || this == PERSISTENT_SEQUENTIAL_WITH_TTL;
    }
}
