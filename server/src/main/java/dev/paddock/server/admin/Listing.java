package dev.paddock.server.admin;

/**
 * Lines of an answer that grows with what clients do. It has a bound, since it is held in memory as a whole; there it is
 * cut, and its last line says so.
 */
final class Listing {
    static final int MOST_CHARACTERS = 16 << 20;

    private final StringBuilder text = new StringBuilder();
    private final int most;
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
        if (text.length() + line.length() >= most) {
            isCut = true;
            text.append("... cut here: no more than ").append(most).append(" characters are listed\n");
        } else {
            text.append(line).append('\n');
        }
        return this;
    }

    /** Whether it takes no more lines. */
    boolean isCut() {
        return isCut;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
