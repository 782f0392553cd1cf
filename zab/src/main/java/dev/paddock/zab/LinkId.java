package dev.paddock.zab;

/**
 * A connection to another server. It is never used again: a server that comes back comes on another link.
 *
 * <p>Links that this server dials are numbered by its peer, those that it accepts by whoever listens, so that neither has
 * to ask the other.
 */
public record LinkId(boolean isDialled, long number) {
    public static LinkId dialled(long number) {
        return new LinkId(true, number);
    }

    public static LinkId accepted(long number) {
        return new LinkId(false, number);
    }

    @Override
    public String toString() {
        return (isDialled ? "out-" : "in-") + number;
    }
}
