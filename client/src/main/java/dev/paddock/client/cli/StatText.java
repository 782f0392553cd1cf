package dev.paddock.client.cli;

import dev.paddock.wire.Stat;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of a znode, as ZooKeeper prints it, and as JSON. */
final class StatText {
    private StatText() {}

    static String of(Stat stat) {
        return "cZxid = 0x" + Long.toHexString(stat.czxid())
                + "\nctime = " + new Date(stat.ctime())
                + "\nmZxid = 0x" + Long.toHexString(stat.mzxid())
                + "\nmtime = " + new Date(stat.mtime())
                + "\npZxid = 0x" + Long.toHexString(stat.pzxid())
                + "\ncversion = " + stat.cversion()
                + "\ndataVersion = " + stat.version()
                + "\naclVersion = " + stat.aversion()
                + "\nephemeralOwner = 0x" + Long.toHexString(stat.ephemeralOwner())
                + "\ndataLength = " + stat.dataLength()
                + "\nnumChildren = " + stat.numChildren();
    }

    /** With ZooKeeper's names; zxids and sessions as texts, since not every reader of JSON has numbers of 64 bits. */
    static Map<String, Object> json(Stat stat) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cZxid", "0x" + Long.toHexString(stat.czxid()));
        json.put("ctime", stat.ctime());
        json.put("mZxid", "0x" + Long.toHexString(stat.mzxid()));
        json.put("mtime", stat.mtime());
        json.put("pZxid", "0x" + Long.toHexString(stat.pzxid()));
        json.put("cversion", stat.cversion());
        json.put("dataVersion", stat.version());
        json.put("aclVersion", stat.aversion());
        json.put("ephemeralOwner", "0x" + Long.toHexString(stat.ephemeralOwner()));
        json.put("dataLength", stat.dataLength());
        json.put("numChildren", stat.numChildren());
        json.put("kind", ZnodeKind.of(stat).toString());
        return json;
    }
}
