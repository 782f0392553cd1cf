package dev.paddock.zab.sim;

import java.util.Arrays;

/**
 * What clients have asked for. Those of one server, while it serves, are one stream: what comes of it comes in the order
 * of asking.
 */
public final class Writes {
    /** By number of the write: its stream. */
    private int[] streams = new int[256];

    private boolean[] isPrepared = new boolean[256];
    private int count;

    /** By stream: the last write that was prepared, and the last that was agreed upon. */
    private long[] lastPrepared = new long[64];

    private long[] lastAgreed = new long[64];
    private int streamCount;

    public int newStream() {
        if (streamCount == lastPrepared.length) {
            lastPrepared = Arrays.copyOf(lastPrepared, streamCount * 2);
            lastAgreed = Arrays.copyOf(lastAgreed, streamCount * 2);
        }
        return streamCount++;
    }

    /** Numbers begin with 1. */
    public long begin(int stream) {
        count++;
        if (count == streams.length) {
            streams = Arrays.copyOf(streams, count * 2);
            isPrepared = Arrays.copyOf(isPrepared, count * 2);
        }
        streams[count] = stream;
        return count;
    }

    public void prepared(long write) {
        int number = (int) write;
        if (isPrepared[number]) {
            throw new Violation("once", "write " + write + " is prepared twice");
        }
        isPrepared[number] = true;
        int stream = streams[number];
        if (lastPrepared[stream] >= write) {
            throw new Violation("client order", "write " + write + " comes behind " + lastPrepared[stream]);
        }
        lastPrepared[stream] = write;
    }

    void agreed(long write) {
        int stream = streams[(int) write];
        if (lastAgreed[stream] >= write) {
            throw new Violation("client order", "write " + write + " is agreed upon behind " + lastAgreed[stream]);
        }
        lastAgreed[stream] = write;
    }

    /** A server shows a write; true, so that it is acknowledged, if its own clients wait for it. */
    boolean isAwaited(long write, int stream) {
        return streams[(int) write] == stream;
    }

    int count() {
        return count;
    }
}
