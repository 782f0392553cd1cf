package dev.paddock.server.clients;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.proto.RequestHeader;

/** A connection to a server, with frames going both ways. */
final class Frames implements AutoCloseable {
    private static final int ANSWER_WITHIN_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();

    Frames(int port) throws IOException {
        socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /** Writes a record as the client library would. */
    void write(Record record) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        BinaryOutputArchive.getArchive(new DataOutputStream(frame)).writeRecord(record, "record");
        writeFrame(frame);
    }

    void write(int xid, Call call) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        BinaryOutputArchive archive = BinaryOutputArchive.getArchive(new DataOutputStream(frame));
        archive.writeRecord(new RequestHeader(xid, call.op()), "header");
        if (call.body() != null) {
            archive.writeRecord(call.body(), "body");
        }
        writeFrame(frame);
    }

    private void writeFrame(ByteArrayOutputStream frame) throws IOException {
        DataOutputStream out = new DataOutputStream(unsent);
        out.writeInt(frame.size());
        frame.writeTo(out);
    }

    /** Sends what was written, in one go. */
    void flush() throws IOException {
        unsent.writeTo(socket.getOutputStream());
        unsent.reset();
    }

    /** The next frame from the server, or null if it has closed the connection. */
    byte[] read() throws IOException {
        try {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return frame;
        } catch (EOFException | SocketException closedByServer) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
