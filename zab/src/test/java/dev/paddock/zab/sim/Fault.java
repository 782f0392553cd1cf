package dev.paddock.zab.sim;

/**
 * Something that goes wrong at a time. Each of them ends by itself, so that a schedule can lose any of them and still makes
 * sense.
 *
 * @param server which, from 1 on, or {@link #LEADER}: whoever leads then
 * @param other the second one, where there are two
 * @param millis for how long, or how much
 */
public record Fault(long atMillis, Kind kind, int server, int other, int millis) {
    static final int LEADER = 0;

    enum Kind {
        /** The process ends; what was written may be there or not, connections are closed. */
        KILL,
        /** The machine loses its power. Nobody is told. */
        POWER,
        /** The process ends between two effects of its next step: after so many as the second number says. */
        KILL_IN_STEP,
        /** As that, with the power. */
        POWER_IN_STEP,
        /** The machine loses its power where its disk comes to something: what, and whether before or after, says the number. */
        POWER_AT_DISK,
        /** All machines lose their power at the same time. */
        POWER_OF_ALL,
        /** The machine gets an empty disk, if {@link SimulatedServer#mayLoseData} it. */
        LOSE_DATA,
        /** The server leaves in order. */
        RESIGN,
        /** The process stands still. */
        PAUSE,
        /** The clock goes forward at once. */
        JUMP,
        /** Nothing comes through between two servers. */
        CUT,
        /** Nothing comes through from one server to another. */
        CUT_ONE_WAY,
        /** Nothing comes through between one server and all others. */
        ISOLATE,
        /** Nothing comes from one server to any other; it hears all of them. */
        MUTE,
        /** The servers whose bits are set in the second number, and the others, do not hear of each other. */
        SPLIT,
        /**
         * The servers whose bits are set in the second number hear votes that nobody has cast: whenever one looks for a leader it
         * believes that anybody was elected, or itself. No election promises anything, so nothing may depend on one.
         */
        MISLEAD,
        /** All connections between two servers break. */
        RESET,
        /** What goes from one to the other takes long. */
        SLOW,
        /** The disk takes long. */
        SLOW_DISK,
        /** The quorum port cannot be opened. */
        NO_PORT,
        /** The server writes a snapshot. */
        SNAPSHOT,
        /** The server drops its older snapshots, and the log before the oldest that stays. */
        PURGE,
        /** Another server becomes an observer, or a voter. */
        RECONFIGURE,
        /** So many writes at once. */
        WRITES
    }

    public Fault {
        if (atMillis < 0 || millis < 0) {
            throw new IllegalArgumentException("no time: " + atMillis + ", " + millis);
        }
    }

    static Fault parse(String line) {
        String[] words = line.strip().split(" +");
        return new Fault(
                Long.parseLong(words[0]),
                Kind.valueOf(words[1]),
                words[2].equals("leader") ? LEADER : Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]));
    }

    @Override
    public String toString() {
        return atMillis + " " + kind + " " + (server == LEADER ? "leader" : server) + " " + other + " " + millis;
    }
}
