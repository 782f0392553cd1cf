package dev.paddock.zab.codec;

import dev.paddock.wire.jute.JuteException;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration as text, as it stands in files, in {@code /zookeeper/config}, in notifications and in NEWLEADER:
 *
 * <pre>
 * server.1=host:2888:3888|host2:2888:3888:participant;0.0.0.0:2181
 * group.1=1:2:3
 * weight.1=1
 * version=100000000
 * </pre>
 */
public final class MembershipText {
    private static final String PARTICIPANT = "participant";
    private static final String OBSERVER = "observer";
    private static final String ANY_HOST = "0.0.0.0";
    private static final int HEXADECIMAL = 16;
    private static final int MOST_PORT = 65_535;

    private MembershipText() {}

    public static String format(Membership membership) {
        StringBuilder text = new StringBuilder();
        for (Member member : membership.members().values()) {
            text.append("server.").append(member.id()).append('=');
            for (int i = 0; i < member.quorum().size(); i++) {
                text.append(i == 0 ? "" : "|").append(member.quorum().get(i)).append(':');
                text.append(member.election().get(i).port());
            }
            text.append(':').append(member.isVoter() ? PARTICIPANT : OBSERVER);
            text.append(member.client() == null ? "" : ";" + member.client()).append('\n');
        }
        membership.groups().forEach((group, members) -> {
            List<String> ids = members.stream().map(ServerId::toString).toList();
            text.append("group.")
                    .append(group)
                    .append('=')
                    .append(String.join(":", ids))
                    .append('\n');
        });
        membership
                .weights()
                .forEach((server, weight) -> text.append("weight.")
                        .append(server)
                        .append('=')
                        .append(weight)
                        .append('\n'));
        return text.append("version=")
                .append(Long.toHexString(membership.version()))
                .toString();
    }

    /** @throws JuteException if it is no configuration that an ensemble could have */
    public static Membership parse(String text) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException malformed) {
            throw new JuteException("the text of a configuration is malformed: " + malformed.getMessage());
        }
        long version = 0;
        List<Member> members = new ArrayList<>();
        SortedMap<Long, SortedSet<ServerId>> groups = new TreeMap<>();
        SortedMap<ServerId, Long> weights = new TreeMap<>();
        for (String key : new TreeSet<>(lines.stringPropertyNames())) {
            String value = lines.getProperty(key).trim();
            if (key.equals("version")) {
                version = number(value, HEXADECIMAL);
            } else if (key.startsWith("server.")) {
                members.add(member(behindDot(key), value));
            } else if (key.startsWith("group.")) {
                groups.put(behindDot(key), group(value));
            } else if (key.startsWith("weight.")) {
                weights.put(new ServerId(behindDot(key)), weight(value));
            } else {
                throw new JuteException("a configuration cannot have the key " + key);
            }
        }
        Membership membership = Membership.of(version, members, groups, weights);
        require(!membership.voters().isEmpty(), "a configuration without a participant");
        requireOneGroupEach(membership);
        return membership;
    }

    private static void requireOneGroupEach(Membership membership) {
        if (membership.groups().isEmpty()) {
            require(membership.weights().isEmpty(), "weights without groups");
            return;
        }
        List<ServerId> grouped = new ArrayList<>();
        membership.groups().values().forEach(grouped::addAll);
        grouped.sort(null);
        require(grouped.equals(membership.voters()), "each participant belongs to one group, and nobody else to any");
    }

    private static Member member(long id, String value) {
        String[] parts = split(value, ";");
        require(parts.length <= 2, "server." + id + " has more than one client address: " + value);
        List<Address> quorum = new ArrayList<>();
        List<Address> election = new ArrayList<>();
        Boolean isVoter = null;
        List<List<String>> hosts = new ArrayList<>();
        for (String host : split(parts[0], "\\|")) {
            hosts.add(fields(host.trim()));
        }
        for (List<String> fields : hosts) {
            require(fields.size() == 3 || fields.size() == 4, "server." + id + " needs host and two ports: " + value);
            if (fields.size() == 4) {
                boolean stated = role(fields.get(3));
                require(isVoter == null || isVoter == stated, "server." + id + " has two roles: " + value);
                isVoter = stated;
            }
        }
        hosts.sort(Comparator.comparing(fields -> fields.get(0)));
        for (List<String> fields : hosts) {
            quorum.add(new Address(fields.get(0), port(fields.get(1))));
            election.add(new Address(fields.get(0), port(fields.get(2))));
        }
        Address client = parts.length == 2 && !parts[1].isBlank() ? client(parts[1].trim()) : null;
        return new Member(new ServerId(id), isVoter == null || isVoter, quorum, election, client);
    }

    private static boolean role(String text) {
        String role = text.trim().toLowerCase(Locale.ROOT);
        require(role.equals(PARTICIPANT) || role.equals(OBSERVER), "a server is no " + text);
        return role.equals(PARTICIPANT);
    }

    private static Address client(String text) {
        List<String> fields = fields(text);
        require(fields.size() <= 2, "no address: " + text);
        return fields.size() == 1
                ? new Address(ANY_HOST, port(fields.get(0)))
                : new Address(fields.get(0), port(fields.get(1)));
    }

    /** What is between colons; a host in brackets has colons of its own. */
    static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        String rest = text;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            require(end > 0, "a bracket is not closed: " + text);
            fields.add(text.substring(1, end));
            rest = text.substring(end + 1);
            require(rest.startsWith(":"), "no port: " + text);
            rest = rest.substring(1);
        }
        fields.addAll(List.of(split(rest, ":")));
        require(!fields.get(0).isBlank(), "no host: " + text);
        return fields;
    }

    private static String[] split(String text, String separator) {
        return text.split(separator, -1);
    }

    static int port(String text) {
        long port = number(text.trim(), 10);
        require(port >= 0 && port <= MOST_PORT, "no port: " + text);
        return (int) port;
    }

    private static SortedSet<ServerId> group(String value) {
        SortedSet<ServerId> group = new TreeSet<>();
        for (String id : split(value, ":")) {
            require(group.add(new ServerId(number(id.trim(), 10))), "a server is twice in a group: " + value);
        }
        return group;
    }

    private static long weight(String value) {
        long weight = number(value, 10);
        require(weight >= 0 && weight <= Integer.MAX_VALUE, "no weight: " + value);
        return weight;
    }

    private static long behindDot(String key) {
        return number(key.substring(key.indexOf('.') + 1).trim(), 10);
    }

    private static long number(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException malformed) {
            throw new JuteException("no number: " + text);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new JuteException(otherwise);
        }
    }
}
