package dev.paddock.wire.txn;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import io.netty.buffer.ByteBufUtil;
import java.util.List;

/** How many bytes the parts of a transaction take. */
final class TxnSizes {
    /** Nearly every znode has this list, so it is added up once. */
    private static final int OPEN_ACL = addUp(Acl.OPEN);

    private TxnSizes() {}

    static int of(Utf8 text) {
        return Integer.BYTES + text.length();
    }

    static int of(Bytes bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length());
    }

    static int of(List<Acl> acl) {
        if (acl == Acl.OPEN) {
            return OPEN_ACL;
        }
        return acl == null ? Integer.BYTES : addUp(acl);
    }

    private static int addUp(List<Acl> acl) {
        int size = Integer.BYTES;
        for (Acl entry : acl) {
            size += Integer.BYTES + of(entry.id().scheme()) + of(entry.id().id());
        }
        return size;
    }

    private static int of(String text) {
        return Integer.BYTES + (text == null ? 0 : ByteBufUtil.utf8Bytes(text));
    }
}
