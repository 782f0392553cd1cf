package dev.paddock.datatree;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Utf8;
import java.util.List;

/** A znode as a snapshot states it, on its way into the tree. One object serves for all znodes of a load. */
public final class LoadedZnode {
    public Utf8 path;

    /** Where the data stands, {@link #dataLength} bytes of it, or -1 for null. */
    public byte[] source;

    public int dataFrom;
    public int dataLength;

    public List<Acl> acl;
    public long czxid;
    public long mzxid;
    public long ctime;
    public long mtime;
    public int version;

    /** The cversion as it is stored: how many children have ever been created. */
    public int creations;

    public int aversion;
    public long owner;
    public long pzxid;
}
