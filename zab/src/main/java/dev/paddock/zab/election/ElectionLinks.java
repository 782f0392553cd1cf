package dev.paddock.zab.election;

import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Port;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The connections that votes travel on, at most one to each server. Anyone may dial; what stays is what the server with
 * the larger number has dialled. The other one, having said who it is, is closed and dialled back.
 *
 * <p>Of the notifications to a server only the newest matters: one that could not be sent yet waits, alone.
 */
public final class ElectionLinks {
    /** Servers that are in no configuration may look for a leader here, but not any number of them. */
    private static final int MOST_STRANGERS = 64;

    private final ServerId self;
    private final Supplier<LinkId> newLink;
    private final Map<ServerId, Line> lines = new TreeMap<>();

    /** Whose link it is. For looking up alone: the order of its entries means nothing. */
    private final Map<LinkId, ServerId> owners = new HashMap<>();

    /** What there is between this server and another. */
    private static final class Line {
        LinkId open;
        LinkId dialled;

        /** The newest notification, for the next link that opens; null once there is nothing to tell. */
        Notification newest;

        /** The newest was not dialled again for yet: one attempt follows at once when its link is lost. */
        boolean mayDialAgain;

        /** The last attempt has failed, and nothing was heard since. */
        boolean isUnreachable;

        /** What the other end has said of itself, for a server that is in no configuration. */
        List<Address> reported = List.of();
    }

    public ElectionLinks(ServerId self, Supplier<LinkId> newLink) {
        this.self = self;
        this.newLink = newLink;
    }

    public void send(ServerId to, Notification notification, Configurations configurations, Effects effects) {
        Line line = lines.computeIfAbsent(to, server -> new Line());
        line.mayDialAgain |= !notification.equals(line.newest);
        line.newest = notification;
        if (line.open != null) {
            effects.add(new Effect.Notify(line.open, notification));
        } else {
            dial(to, line, configurations, effects);
        }
    }

    private void dial(ServerId to, Line line, Configurations configurations, Effects effects) {
        List<Address> addresses = addressesOf(to, line, configurations);
        if (line.dialled != null || addresses.isEmpty()) {
            return;
        }
        line.dialled = newLink.get();
        owners.put(line.dialled, to);
        effects.add(new Effect.Dial(line.dialled, Port.ELECTION, to, addresses));
    }

    private static List<Address> addressesOf(ServerId to, Line line, Configurations configurations) {
        Member active = configurations.active().member(to);
        Member lastSeen = configurations.lastSeen().member(to);
        if (active == null && lastSeen == null) {
            return line.reported;
        }
        List<Address> addresses = new ArrayList<>((active == null ? lastSeen : active).election());
        if (lastSeen != null) {
            for (Address address : lastSeen.election()) {
                if (!addresses.contains(address)) {
                    addresses.add(address);
                }
            }
        }
        return addresses;
    }

    /** A link that we dialled is open, and our handshake on it. */
    public void connected(LinkId link, Effects effects) {
        ServerId to = owners.get(link);
        if (to == null) {
            return;
        }
        Line line = lines.get(to);
        line.dialled = null;
        line.isUnreachable = false;
        if (self.compareTo(to) < 0) {
            // The larger one dials back.
            owners.remove(link);
            effects.add(new Effect.Close(link));
        } else {
            open(to, line, link, effects);
        }
    }

    public void accepted(Input.VoterAccepted input, Configurations configurations, Effects effects) {
        ServerId from = input.from();
        boolean isStranger = !configurations.contains(from) && !lines.containsKey(from);
        if (from.equals(self) || isStranger && lines.size() >= MOST_STRANGERS) {
            effects.add(new Effect.Close(input.link()));
            return;
        }
        Line line = lines.computeIfAbsent(from, server -> new Line());
        line.isUnreachable = false;
        line.reported = input.addresses();
        if (from.compareTo(self) > 0) {
            owners.put(input.link(), from);
            open(from, line, input.link(), effects);
        } else {
            effects.add(new Effect.Close(input.link()));
            closeOpen(line, effects);
            dial(from, line, configurations, effects);
        }
    }

    private void open(ServerId to, Line line, LinkId link, Effects effects) {
        closeOpen(line, effects);
        line.open = link;
        if (line.newest != null) {
            effects.add(new Effect.Notify(link, line.newest));
        }
    }

    private void closeOpen(Line line, Effects effects) {
        if (line.open != null) {
            owners.remove(line.open);
            effects.add(new Effect.Close(line.open));
            line.open = null;
        }
    }

    /** What was sent last may be lost with the link. */
    public void closed(LinkId link, Configurations configurations, Effects effects) {
        ServerId owner = owners.remove(link);
        if (owner == null) {
            return;
        }
        Line line = lines.get(owner);
        if (link.equals(line.open)) {
            line.open = null;
            if (line.newest != null && line.mayDialAgain) {
                line.mayDialAgain = false;
                dial(owner, line, configurations, effects);
            }
        } else {
            line.dialled = null;
            line.isUnreachable = true;
        }
    }

    /** Who is at the other end; null if this is none of these links. */
    public ServerId owner(LinkId link) {
        return owners.get(link);
    }

    /** Whether it could not be reached when it was last tried, so that waiting for its vote is of no use. */
    public boolean isUnreachable(ServerId server) {
        Line line = lines.get(server);
        return line != null && line.isUnreachable;
    }

    /** The election is over: whoever has not been told of our last vote is told how it has ended. */
    public void concluded(Notification outcome) {
        lines.values().forEach(line -> line.newest = line.open == null ? outcome : null);
    }

    public void closeAll(Effects effects) {
        for (Line line : lines.values()) {
            closeOpen(line, effects);
            if (line.dialled != null) {
                effects.add(new Effect.Close(line.dialled));
            }
        }
        lines.clear();
        owners.clear();
    }
}
