package dev.paddock.server.net;

import dev.paddock.datatree.Znode;
import dev.paddock.wire.jute.JuteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.ref.WeakReference;

/**
 * The names of many children, as they are sent, of znodes that were asked for them more than once. Looking each of them up
 * waits for memory, some 70 ns a name. A znode that has changed is another object, so nothing here is ever out of date. A
 * loop's own.
 */
final class RecentListings {
    /** Fewer are written in no time. */
    static final int FEWEST = 64;

    /** Of one listing. A longer one is written as the client takes it. */
    static final int MOST_BYTES = 128 << 10;

    static final int MOST = 32;

    /** The oldest is replaced by the next. */
    private final Listing[] listings = new Listing[MOST];

    private int next;

    private static final class Listing {
        private final WeakReference<Znode> parent;

        /** Null until it is asked for again. */
        private byte[] names;

        Listing(Znode parent) {
            this.parent = new WeakReference<>(parent);
        }
    }

    /** The names of the children with their lengths, or null if they are to be looked up. */
    byte[] namesBelow(Znode parent) {
        if (parent.childCount() < FEWEST || size(parent) > MOST_BYTES) {
            return null;
        }
        for (Listing listing : listings) {
            if (listing != null && listing.parent.refersTo(parent)) {
                if (listing.names == null) {
                    listing.names = encoded(parent);
                }
                return listing.names;
            }
        }
        listings[next] = new Listing(parent);
        next = (next + 1) % MOST;
        return null;
    }

    private static long size(Znode parent) {
        return parent.childNameBytes() + (long) Integer.BYTES * parent.childCount();
    }

    private static byte[] encoded(Znode parent) {
        byte[] names = new byte[(int) size(parent)];
        ByteBuf out = Unpooled.wrappedBuffer(names).clear();
        JuteWriter writer = new JuteWriter(out);
        parent.forEachChild(child -> child.writeName(writer));
        return names;
    }
}
