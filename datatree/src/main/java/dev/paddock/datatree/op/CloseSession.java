package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Session;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.TxnDigest;
import dev.paddock.wire.txn.TxnHeader;
import java.util.ArrayList;
import java.util.List;

/** Ends a session, and everything that was to end with it: one transaction, however much that is. */
final class CloseSession implements Operation<CloseSessionRequest, CloseSessionTxn> {
    private final Rules rules;

    CloseSession(Rules rules) {
        this.rules = rules;
    }

    /** Nothing is refused here: not to end a session that is not there does no harm. */
    @Override
    public CloseSessionTxn prepare(Tree tree, CloseSessionRequest request, Context context) {
        Session session = tree.session(context.caller().sessionId());
        return session == null ? CloseSessionTxn.WITHOUT_PATHS : new CloseSessionTxn(paths(session));
    }

    /**
     * What the session owns, as far as it fits in a transaction that every server can read. What does not fit goes as well:
     * each server removes whatever is left of the session.
     */
    private List<Utf8> paths(Session session) {
        List<Utf8> paths = new ArrayList<>();
        long[] room = {
            rules.maxTransactionBytes()
                    - Transaction.HEADER_SIZE
                    - TxnDigest.SIZE
                    - CloseSessionTxn.WITHOUT_PATHS.size()
        };
        session.forEachEphemeral(path -> {
            room[0] -= Integer.BYTES + path.length();
            if (room[0] >= 0) {
                paths.add(path);
            }
        });
        return paths;
    }

    static Response apply(TreeEdit tree, CloseSessionTxn txn, TxnHeader header, Events events) {
        tree.removeSession(header.sessionId());
        for (Utf8 path : txn.paths()) {
            Delete.delete(tree, path, header, events);
        }
        for (Utf8 path : tree.ephemerals(header.sessionId())) {
            Delete.delete(tree, path, header, events);
        }
        return new EmptyResponse();
    }
}
