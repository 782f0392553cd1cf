package dev.paddock.server.admin;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of an answer that grows with what clients do. It has a bound, since it is held in memory as a whole; there it is
 * cut, and its last line says so.
 */
final class Listing {
    static final int MOST_CHARACTERS = 16 << 20;

    /** The text is kept in parts: the core adds lines, and has no time to move all that there is. */
    private static final int PART = 64 << 10;

    private final List<String> parts = new ArrayList<>();
    private final int most;
    private StringBuilder part = new StringBuilder();
    private long length;
    private boolean isCut;

    Listing() {
        this(MOST_CHARACTERS);
    }

    Listing(int most) {
        this.most = most;
    }

    Listing line(String line) {
        if (isCut) {
            return this;
        }
        isCut = length + line.length() >= most;
        String taken = isCut ? "... cut here: no more than " + most + " characters are listed" : line;
        part.append(taken).append('\n');
        length += taken.length() + 1;
        if (part.length() >= PART) {
            parts.add(part.toString());
            part = new StringBuilder();
        }
        return this;
    }

    /** Whether it takes no more lines. */
    boolean isCut() {
        return isCut;
    }

    @Override
    public String toString() {
        return String.join("", parts) + part;
    }
}
