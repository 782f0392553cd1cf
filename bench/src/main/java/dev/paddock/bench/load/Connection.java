package dev.paddock.bench.load;

/** One session under load: what it has in flight, when that was sent, and what the answers must be like. */
final class Connection {
    private static final int EVENT_XID = -1;

    private final int number;
    private final FrameChannel channel;
    private final int window;

    /** By xid, modulo the window. */
    private final long[] sentAt;

    private final int[] expectedLength;

    /** Xids count from 1: the last one sent, and the last one answered. */
    private int sent;

    private int answered;

    Connection(int number, FrameChannel channel, int window) {
        this.number = number;
        this.channel = channel;
        this.window = window;
        sentAt = new long[window];
        expectedLength = new int[window];
    }

    FrameChannel channel() {
        return channel;
    }

    int inFlight() {
        return sent - answered;
    }

    boolean canAsk(Workload workload) {
        return inFlight() < window
                && channel.out().remaining() >= workload.longestRequest()
                && workload.hasMore(number);
    }

    /**
     * Puts a request into the buffer.
     *
     * @param time from which its latency counts
     */
    void ask(Workload workload, long time) {
        sent++;
        sentAt[sent % window] = time;
        expectedLength[sent % window] = workload.ask(channel.frames(), number, sent);
    }

    /** Goes through what has come, and counts in the tally. */
    void receive(Workload workload, Tally tally, long now) {
        while (channel.next()) {
            int xid = channel.getInt(0);
            if (xid == EVENT_XID) {
                tally.event(workload.event(number, channel));
                continue;
            }
            answered++;
            int slot = answered % window;
            boolean isExpected = xid == answered
                    && channel.getInt(12) == 0
                    && (expectedLength[slot] == Workload.ANY_LENGTH || channel.length() == expectedLength[slot]);
            tally.reply(now - sentAt[slot], isExpected);
        }
    }
}
