package dev.paddock.wire.txn;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;

/**
 * The session of the header ends: {@code vector of paths}. The paths are deleted in this order, then whatever else the
 * session owns, so that a list that would be too long to log may stop anywhere.
 */
public record CloseSessionTxn(List<Utf8> paths) implements Txn {
    public static final CloseSessionTxn WITHOUT_PATHS = new CloseSessionTxn(List.of());

    static CloseSessionTxn read(JuteReader in) {
        List<Utf8> paths = in.readVector(Txn::readPath, Integer.BYTES);
        if (paths == null) {
            throw new JuteException("the paths of a closeSession are null");
        }
        return new CloseSessionTxn(paths);
    }

    @Override
    public OpCode type() {
        return OpCode.CLOSE_SESSION;
    }

    @Override
    public int size() {
        int size = Integer.BYTES;
        for (Utf8 path : paths) {
            size += TxnSizes.of(path);
        }
        return size;
    }

    @Override
    public void write(JuteWriter out) {
        out.vector(paths, JuteWriter::utf8);
    }
}
