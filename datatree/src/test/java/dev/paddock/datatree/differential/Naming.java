package dev.paddock.datatree.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/**
 * What differs between two servers that behave alike, written so that it does not: zxids, session ids, times, and the
 * order of what has none.
 */
final class Naming {
    private final Map<Long, String> sessions = new HashMap<>();

    /** The wall clock at each transaction, as far as Stats have shown it. A transaction has one time. */
    private final Map<Long, Long> times = new HashMap<>();

    /** The transactions that closed sessions. They delete ephemerals in an order that is nobody's business. */
    private final Set<Long> closes = new HashSet<>();

    /** The zxid before the first transaction that a reader of the transcript has seen. */
    private long start;

    private long lastZxid;

    /** Nothing has happened since this zxid. */
    Naming(long zxid) {
        lastZxid = zxid;
        start = zxid;
    }

    /** From here on what happened before is {@code old}. */
    void startHere() {
        start = lastZxid;
    }

    long lastZxid() {
        return lastZxid;
    }

    void session(long id, String name) {
        sessions.put(id, name);
    }

    void close(long zxid) {
        closes.add(zxid);
    }

    /** Advances to the zxid of a reply, and says by how much. Replies made outside of the pipeline carry 0 or -1. */
    String advance(long zxid) {
        if (zxid < 0 || (zxid == 0 && lastZxid > 0)) {
            return "zxid=" + zxid;
        }
        long delta = zxid - lastZxid;
        lastZxid = zxid;
        return "\u0394z=" + delta;
    }

    /** A zxid as the distance from the last reply's. */
    String zxid(long zxid) {
        if (zxid <= 0) {
            return Long.toString(zxid);
        }
        if (zxid == lastZxid) {
            return "T";
        }
        return zxid > lastZxid ? "T+" + (zxid - lastZxid) : zxid > start ? "T-" + (lastZxid - zxid) : "old";
    }

    String stat(Stat stat) {
        StringBuilder text = new StringBuilder("{cz=" + zxid(stat.getCzxid()));
        text.append(" mz=").append(zxid(stat.getMzxid()));
        text.append(" pz=").append(zxid(stat.getPzxid()));
        text.append(" v=").append(stat.getVersion());
        text.append(" cv=").append(stat.getCversion());
        text.append(" av=").append(stat.getAversion());
        text.append(" eo=").append(session(stat.getEphemeralOwner()));
        text.append(" len=").append(stat.getDataLength());
        text.append(" nc=").append(stat.getNumChildren());
        text.append(time(" ctime", stat.getCzxid(), stat.getCtime()));
        text.append(time(" mtime", stat.getMzxid(), stat.getMtime()));
        return text.append('}').toString();
    }

    /** Says nothing of a time that is as it should be. */
    private String time(String field, long zxid, long time) {
        long expected = zxid == 0 ? 0 : times.computeIfAbsent(zxid, unseen -> time);
        if (zxid != 0 && time == 0) {
            return field + "=0";
        }
        return time == expected ? "" : field + " is not that of " + zxid(zxid);
    }

    String session(long id) {
        return id == 0 ? "0" : sessions.getOrDefault(id, "?");
    }

    /**
     * Entries that an {@code auth} entry was replaced by come in any order; they stand together and have the same perms, so
     * those of the same perms are sorted wherever they stand together.
     */
    static String acl(List<ACL> acl) {
        List<String> text = new ArrayList<>();
        int from = 0;
        while (from < acl.size()) {
            int to = from;
            List<String> alike = new ArrayList<>();
            while (to < acl.size() && acl.get(to).getPerms() == acl.get(from).getPerms()) {
                ACL entry = acl.get(to++);
                alike.add(entry.getPerms() + ":" + entry.getId().getScheme() + ":"
                        + entry.getId().getId());
            }
            alike.sort(Comparator.naturalOrder());
            text.addAll(alike);
            from = to;
        }
        return String.join(",", text);
    }

    /** An event as the watcher sees it. */
    record Event(long zxid, String text) {}

    /** Events in the order of arrival, save those of a closed session. */
    List<String> events(List<Event> events) {
        List<String> text = new ArrayList<>();
        int from = 0;
        while (from < events.size()) {
            long zxid = events.get(from).zxid();
            List<String> together = new ArrayList<>();
            while (from < events.size() && events.get(from).zxid() == zxid) {
                together.add(events.get(from++).text() + " " + zxid(zxid));
            }
            if (closes.contains(zxid)) {
                together.sort(Comparator.naturalOrder());
            }
            text.addAll(together);
        }
        return text;
    }
}
