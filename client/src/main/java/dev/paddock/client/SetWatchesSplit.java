package dev.paddock.client;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.SetWatchesRequest;
import java.util.ArrayList;
import java.util.List;

/** Cuts the list of all watches into requests of a bounded size. */
final class SetWatchesSplit {
    static final int DATA = 0;
    static final int EXIST = 1;
    static final int CHILD = 2;
    static final int PERSISTENT = 3;
    static final int RECURSIVE = 4;

    private static final int KINDS = 5;

    private final long zxid;
    private final int maxBytes;
    private final List<SetWatchesRequest> requests = new ArrayList<>();
    private List<List<Utf8>> paths = emptyLists();
    private int bytes;

    SetWatchesSplit(long zxid, int maxBytes) {
        this.zxid = zxid;
        this.maxBytes = maxBytes;
    }

    void add(int kind, String path) {
        Utf8 full = Utf8.of(path);
        int size = Integer.BYTES + full.length();
        if (bytes > 0 && bytes + size > maxBytes) {
            cut();
        }
        paths.get(kind).add(full);
        bytes += size;
    }

    private void cut() {
        boolean staying =
                !paths.get(PERSISTENT).isEmpty() || !paths.get(RECURSIVE).isEmpty();
        requests.add(new SetWatchesRequest(
                staying ? OpCode.SET_WATCHES2 : OpCode.SET_WATCHES,
                zxid,
                paths.get(DATA),
                paths.get(EXIST),
                paths.get(CHILD),
                paths.get(PERSISTENT),
                paths.get(RECURSIVE)));
        paths = emptyLists();
        bytes = 0;
    }

    private static List<List<Utf8>> emptyLists() {
        List<List<Utf8>> lists = new ArrayList<>(KINDS);
        for (int i = 0; i < KINDS; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    List<SetWatchesRequest> requests() {
        if (bytes > 0) {
            cut();
        }
        return requests;
    }
}
