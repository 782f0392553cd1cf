package dev.paddock.zab.sim.zookeeper;

import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Port;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Connections between election ports, one for two servers: that which the larger has dialled. What is lost with one is not
 * sent again, but for the last message of all, which is the first on the next connection, however old it is.
 */
final class QuorumConnections {
    private final ZooKeeperServer server;
    private final Map<ServerId, Line> lines = new TreeMap<>();
    private final Map<LinkId, ServerId> owners = new HashMap<>();

    private static final class Line {
        LinkId open;
        LinkId dialled;

        /** Not sent yet; the newest takes the place of the one before. */
        Notification queued;

        Notification lastSent;
    }

    QuorumConnections(ZooKeeperServer server) {
        this.server = server;
    }

    void send(ServerId to, Notification notification, Effects effects) {
        Line line = lines.computeIfAbsent(to, id -> new Line());
        line.queued = notification;
        if (line.open != null) {
            flush(line, effects);
        } else {
            dial(to, line, effects);
        }
    }

    private static void flush(Line line, Effects effects) {
        line.lastSent = line.queued;
        line.queued = null;
        effects.add(new Effect.Notify(line.open, line.lastSent));
    }

    private void dial(ServerId to, Line line, Effects effects) {
        Member member = server.membership().member(to);
        if (line.dialled == null && member != null) {
            line.dialled = server.newLink();
            owners.put(line.dialled, to);
            effects.add(new Effect.Dial(line.dialled, Port.ELECTION, to, member.election()));
        }
    }

    /** Whether something has left for somebody: only then it is worth saying it again. */
    boolean hasDelivered() {
        return lines.isEmpty() || lines.values().stream().anyMatch(line -> line.queued == null);
    }

    void connectAll(Effects effects) {
        lines.forEach((to, line) -> {
            if (line.open == null) {
                dial(to, line, effects);
            }
        });
    }

    /** The handshake is on its way; the smaller has said who it is, and is dialled back. */
    void connected(LinkId link, Effects effects) {
        ServerId to = owners.get(link);
        Line line = lines.get(to);
        line.dialled = null;
        if (server.id().compareTo(to) < 0) {
            owners.remove(link);
            effects.add(new Effect.Close(link));
        } else {
            open(line, link, effects);
        }
    }

    void accepted(Input.VoterAccepted accepted, Effects effects) {
        ServerId from = accepted.from();
        Line line = lines.computeIfAbsent(from, id -> new Line());
        if (from.compareTo(server.id()) > 0) {
            owners.put(accepted.link(), from);
            open(line, accepted.link(), effects);
        } else {
            effects.add(new Effect.Close(accepted.link()));
            close(line, effects);
            dial(from, line, effects);
        }
    }

    private void open(Line line, LinkId link, Effects effects) {
        close(line, effects);
        line.open = link;
        if (line.queued == null) {
            line.queued = line.lastSent;
        }
        if (line.queued != null) {
            flush(line, effects);
        }
    }

    private void close(Line line, Effects effects) {
        if (line.open != null) {
            owners.remove(line.open);
            effects.add(new Effect.Close(line.open));
            line.open = null;
        }
    }

    /** It is dialled again with the next message, and not before. */
    void closed(LinkId link) {
        ServerId owner = owners.remove(link);
        if (owner != null) {
            Line line = lines.get(owner);
            if (link.equals(line.open)) {
                line.open = null;
            } else {
                line.dialled = null;
            }
        }
    }

    ServerId owner(LinkId link) {
        return owners.get(link);
    }

    void closeAll(Effects effects) {
        owners.keySet().stream()
                .sorted((one, other) -> Long.compare(one.number(), other.number()))
                .forEach(link -> effects.add(new Effect.Close(link)));
        owners.clear();
        lines.clear();
    }
}
