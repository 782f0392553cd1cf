package dev.paddock.datatree.differential;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A server whose answers are true but for one. */
final class LyingTarget implements Target {
    private final Target honest;
    private final Lie lie;
    private int honestAnswersLeft;

    /** What becomes of a frame of the server. */
    enum Lie {
        /** An operation is said to have failed. */
        ERROR_CODE {
            @Override
            boolean fits(ByteBuffer frame) {
                return xid(frame) > 0 && frame.getInt(12) == 0;
            }

            @Override
            byte[] tell(ByteBuffer frame) {
                return ByteBuffer.allocate(16)
                        .put(frame.array(), 0, 12)
                        .putInt(-101)
                        .array();
            }
        },
        /** A Stat counts one change of children too many. */
        CVERSION {
            /** The reply is a Stat alone: its length says so. */
            @Override
            boolean fits(ByteBuffer frame) {
                return xid(frame) > 0 && frame.capacity() == 16 + 68;
            }

            @Override
            byte[] tell(ByteBuffer frame) {
                int at = 16 + 36;
                return frame.putInt(at, frame.getInt(at) + 1).array();
            }
        },
        /** An event never arrives. */
        LOST_EVENT {
            @Override
            boolean fits(ByteBuffer frame) {
                return xid(frame) == -1;
            }

            @Override
            byte[] tell(ByteBuffer frame) {
                return null;
            }
        };

        abstract boolean fits(ByteBuffer frame);

        /** The frame instead, or null for none. */
        abstract byte[] tell(ByteBuffer frame);

        private static int xid(ByteBuffer frame) {
            return frame.getInt(0);
        }
    }

    LyingTarget(Target honest, Lie lie, int honestAnswers) {
        this.honest = honest;
        this.lie = lie;
        this.honestAnswersLeft = honestAnswers;
    }

    @Override
    public Connection open() throws IOException {
        Connection connection = honest.open();
        return new Connection() {
            @Override
            public void send(byte[] frame) throws IOException {
                connection.send(frame);
            }

            @Override
            public byte[] receive() throws IOException {
                byte[] frame = connection.receive();
                if (frame == null || !lie.fits(ByteBuffer.wrap(frame)) || honestAnswersLeft-- != 0) {
                    return frame;
                }
                byte[] told = lie.tell(ByteBuffer.wrap(frame));
                return told == null ? connection.receive() : told;
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    @Override
    public String log() throws IOException {
        return honest.log();
    }

    @Override
    public void close() throws IOException {
        honest.close();
    }
}
