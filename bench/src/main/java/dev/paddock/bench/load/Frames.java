package dev.paddock.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes requests into a buffer, byte by byte: nothing is allocated for a request. */
final class Frames {
    static final int REPLY_HEADER = 16;
    static final int STAT = 68;

    static final int CREATE = 1;
    static final int DELETE = 2;
    static final int GET_DATA = 4;
    static final int SET_DATA = 5;
    static final int GET_CHILDREN2 = 12;
    static final int MULTI = 14;
    static final int CLOSE_SESSION = -11;

    static final int EPHEMERAL = 1;

    private static final int ANY_VERSION = -1;
    private static final int OPEN_ACL_SIZE = 27;
    private static final byte[] OPEN_ACL = openAcl();
    private static final byte[] NO_PASSWORD = new byte[16];

    private final ByteBuffer out;
    private int start;

    Frames(ByteBuffer out) {
        this.out = out;
    }

    void connect(int timeoutMillis) {
        begin();
        out.putInt(0).putLong(0).putInt(timeoutMillis).putLong(0);
        bytes(NO_PASSWORD);
        out.put((byte) 0);
        end();
    }

    void create(int xid, Paths paths, int number, byte[] data, int flags) {
        header(xid, CREATE);
        paths.write(this, number);
        bytes(data);
        out.put(OPEN_ACL).putInt(flags);
        end();
    }

    /** A plain one, without data. */
    void create(int xid, byte[] path) {
        header(xid, CREATE);
        bytes(path);
        out.putInt(0).put(OPEN_ACL).putInt(0);
        end();
    }

    void delete(int xid, Paths paths, int number) {
        header(xid, DELETE);
        paths.write(this, number);
        out.putInt(ANY_VERSION);
        end();
    }

    void getData(int xid, Paths paths, int number, boolean watch) {
        header(xid, GET_DATA);
        paths.write(this, number);
        out.put((byte) (watch ? 1 : 0));
        end();
    }

    void setData(int xid, Paths paths, int number, byte[] data) {
        header(xid, SET_DATA);
        setDataBody(paths, number, data);
        end();
    }

    void getChildren2(int xid, byte[] path) {
        header(xid, GET_CHILDREN2);
        bytes(path);
        out.put((byte) 0);
        end();
    }

    /** A multi of setData: first this, then {@link #multiSetData} for each part, then {@link #endMulti}. */
    void beginMulti(int xid) {
        header(xid, MULTI);
    }

    void multiSetData(Paths paths, int number, byte[] data) {
        out.putInt(SET_DATA).put((byte) 0).putInt(-1);
        setDataBody(paths, number, data);
    }

    void endMulti() {
        out.putInt(-1).put((byte) 1).putInt(-1);
        end();
    }

    void closeSession(int xid) {
        header(xid, CLOSE_SESSION);
        end();
    }

    void bytes(byte[] bytes) {
        out.putInt(bytes.length).put(bytes);
    }

    /** For {@link Paths}. */
    ByteBuffer buffer() {
        return out;
    }

    private void setDataBody(Paths paths, int number, byte[] data) {
        paths.write(this, number);
        bytes(data);
        out.putInt(ANY_VERSION);
    }

    private void header(int xid, int type) {
        begin();
        out.putInt(xid).putInt(type);
    }

    private void begin() {
        start = out.position();
        out.putInt(0);
    }

    private void end() {
        out.putInt(start, out.position() - start - Integer.BYTES);
    }

    private static byte[] openAcl() {
        ByteBuffer acl = ByteBuffer.allocate(OPEN_ACL_SIZE);
        acl.putInt(1).putInt(31);
        acl.putInt(5).put("world".getBytes(StandardCharsets.US_ASCII));
        acl.putInt(6).put("anyone".getBytes(StandardCharsets.US_ASCII));
        return acl.array();
    }
}
