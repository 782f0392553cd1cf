package dev.paddock.datatree.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Commands from a seed: a few clients, all busy in one small tree, so that most requests hit a znode and many hit one that
 * another client has just changed.
 *
 * <p>What ZooKeeper itself answers differently from time to time is left out, and so is what stops it: requests behind a
 * close, quotas enforced while requests are in flight, unreadable usage of a quota.
 */
final class RandomRequests {
    private static final List<String> CLIENTS = List.of("a", "b", "d", "e");
    private static final String SUPER = "s";
    private static final int MOST_IN_FLIGHT = 12;

    private static final List<String> DATA = List.of("\"\"", "null", "x", "abc", "0123456789");
    private static final List<String> QUOTA = List.of(
            "count=5,bytes=20",
            "count=-1,bytes=-1",
            "countHardLimit=6",
            "byteHardLimit=12",
            "count=3,bytes=9=;byteHardLimit=30;countHardLimit=12");
    private static final List<String> ODD_PATHS = List.of(
            "\"\"",
            "p",
            "p/q",
            "/a/",
            "/a//x",
            "//",
            "/.",
            "/a/..",
            "/a/x/.",
            "\"/a\\u0000b\"",
            "\"/a/\\u0001\"",
            "null");
    private static final List<String> ACLS = List.of(
            "31:world:anyone",
            "31:world:anyone,1:digest:bob:h",
            "1:world:anyone",
            "30:world:anyone",
            "23:world:anyone",
            "27:world:anyone",
            "15:world:anyone,16:digest:bob:ikIaKsbtGweaHnb/jKn7OHqbunM=",
            "31:auth:",
            "1:world:anyone,30:auth:",
            "31:ip:127.0.0.1",
            "31:ip:10.0.0.0/8,17:world:anyone",
            "31:digest:alice:V55/p2T0OpjQ+low3NVAH4aLvm0=",
            "0:world:anyone",
            "none",
            "31:foo:bar",
            "31:world:x");

    private final Random random;
    private final boolean inFlight;
    private final List<String> commands = new ArrayList<>();
    private int requests;

    private RandomRequests(long seed, boolean inFlight) {
        this.random = new Random(seed);
        this.inFlight = inFlight;
    }

    /** At least so many requests, and the whole tree at the end. Where none is in flight each waits for its reply. */
    static List<String> of(long seed, int atLeast, boolean inFlight) {
        RandomRequests sequence = new RandomRequests(seed, inFlight);
        sequence.start();
        while (sequence.requests < atLeast) {
            sequence.step();
        }
        sequence.commands.add(SUPER + ": tree /");
        return sequence.commands;
    }

    private void start() {
        commands.add(SUPER + ": auth digest super:secret");
        for (String client : CLIENTS) {
            introduce(client);
        }
    }

    /** What a client says on each new connection. */
    private void introduce(String client) {
        if (!client.equals("a")) {
            commands.add(client + ": auth digest bob:pw");
        }
        if (client.equals("e")) {
            commands.add(client + ": auth digest alice:pw");
        }
    }

    private void step() {
        int kind = random.nextInt(1000);
        String client = pick(CLIENTS);
        if (kind < 10) {
            commands.add(client + ": closeSession");
            commands.add(client + ": connect");
            introduce(client);
        } else if (kind < 15) {
            commands.add(client + ": drop");
            commands.add(client + ": connect session=" + client + (random.nextBoolean() ? " password=wrong" : ""));
            commands.add(client + ": connect session=" + client);
            introduce(client);
        } else if (kind < 20) {
            commands.add(client + ": connect session=" + client);
            commands.add(client + "': awaitClosed");
            introduce(client);
        } else if (kind < 22) {
            commands.add(client + ": " + pick(List.of("check /a", "raw 10", "raw 99 00", "auth foo x")));
            commands.add(client + ": connect session=" + client);
            introduce(client);
        } else if (kind < 60) {
            // Somebody has to open again what others have shut.
            commands.add(SUPER + ": setACL " + path() + " 31:world:anyone");
            requests++;
        } else {
            requests(client, inFlight ? 1 + random.nextInt(MOST_IN_FLIGHT) : 1);
        }
    }

    private void requests(String client, int count) {
        for (int i = 1; i <= count; i++) {
            commands.add(client + (i < count ? "> " : ": ") + request());
            requests++;
        }
    }

    private String request() {
        int kind = random.nextInt(100);
        if (kind < 24) {
            return create();
        } else if (kind < 33) {
            return "delete " + anyPath() + version();
        } else if (kind < 43) {
            return "setData " + anyPath() + " " + pick(DATA) + version();
        } else if (kind < 47) {
            return "setACL " + anyPath() + " " + acl() + version();
        } else if (kind < 55) {
            return multi();
        } else if (kind < 75) {
            return read();
        } else if (kind < 83) {
            return watch();
        } else if (kind < 90) {
            return quota();
        } else if (kind < 98) {
            return other();
        }
        return "truncated " + (1 + random.nextInt(3)) + " "
                + pick(List.of("create /a", "delete /a", "setData /a", "getData /a", "exists /a", "multi create /a"))
                        .replace("setData /a", "setData /a x");
    }

    private String create() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return "createContainer " + anyPath() + " " + pick(DATA) + withAcl();
        } else if (kind == 1) {
            return "createTTL " + anyPath() + " " + pick(DATA) + " ttl=" + pick(List.of("100000000", "0", "-1"))
                    + " flags=" + pick(List.of("5", "6"));
        } else if (kind == 2) {
            return "create " + anyPath() + " flags=" + pick(List.of("4", "5", "6", "7", "-1"));
        } else if (kind < 6) {
            return sequential();
        } else if (kind < 9) {
            return "create2 " + anyPath() + " " + pick(DATA) + " flags=1" + withAcl();
        } else if (kind < 12) {
            return "create2 " + anyPath() + " " + pick(DATA) + withAcl();
        }
        return "create " + anyPath() + " " + pick(DATA) + withAcl();
    }

    private String sequential() {
        return pick(List.of("create ", "create2 ")) + pick(List.of("/", "/a/", "/b/", "/a/x/")) + pick(List.of("", "s"))
                + " " + pick(DATA) + " flags=" + pick(List.of("2", "2", "3"));
    }

    private String multi() {
        StringBuilder multi = new StringBuilder("multi");
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            multi.append(i == 0 ? " " : " ; ").append(subOperation());
        }
        return multi.toString();
    }

    private String subOperation() {
        return switch (random.nextInt(12)) {
            case 0 -> "delete " + path() + version();
            case 1 -> "delete " + path();
            case 2, 3 -> "setData " + path() + " " + pick(DATA);
            case 4 -> "setData " + path() + " " + pick(DATA) + version();
            case 5 -> "check " + path();
            case 6 -> "check " + path() + version();
            case 7 -> sequential();
            case 8 -> "createContainer " + path() + " " + pick(DATA);
            case 9 -> "create " + anyPath() + " " + pick(DATA) + " flags=" + pick(List.of("1", "4")) + withAcl();
            default -> "create " + path() + " " + pick(DATA) + withAcl();
        };
    }

    private String read() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> "exists " + anyPath();
            case 2, 3 -> "getData " + anyPath();
            case 4 -> "getChildren2 " + anyPath();
            case 5 -> "getChildren " + anyPath();
            case 6 -> "getACL " + anyPath();
            case 7 -> "getAllChildrenNumber " + anyPath();
            default -> "multiRead getData " + path() + " ; getChildren " + path() + " ; getData " + path();
        };
    }

    private String watch() {
        return switch (random.nextInt(14)) {
            case 0, 1 -> "exists " + anyPath() + " watch";
            case 2, 3 -> "getData " + anyPath() + " watch";
            case 4, 5 -> "getChildren " + anyPath() + " watch";
            case 6 -> "getChildren2 " + anyPath() + " watch";
            case 7 -> "addWatch " + anyPath() + " " + pick(List.of("0", "0", "1", "1", "2"));
            case 8, 9 -> "removeWatches " + path() + " " + random.nextInt(7);
            case 10 -> "checkWatches " + path() + " " + random.nextInt(7);
            case 11 -> "removeWatches " + path() + " 3";
            case 12 -> "setWatches T-" + random.nextInt(100) + " " + paths() + " " + paths() + " " + paths();
            default ->
                "setWatches2 T-" + random.nextInt(100) + " " + paths() + " " + paths() + " " + paths() + " " + paths()
                        + " " + paths();
        };
    }

    private String quota() {
        String root = "/zookeeper/quota" + pick(List.of("/a", "/b", "/b/x"));
        String limits = root + "/zookeeper_limits ";
        String stats = root + "/zookeeper_stats ";
        return switch (random.nextInt(12)) {
            case 0, 1 -> "create " + root;
            case 2 -> "create " + limits + pick(QUOTA);
            case 3 -> "create " + stats + pick(QUOTA);
            case 4 -> "delete " + limits;
            case 5 -> "delete " + stats;
            case 6 -> "delete " + root;
            case 7 -> "setData " + limits + pick(QUOTA);
            case 8 -> "setData " + stats + pick(QUOTA);
            case 9 -> "getData " + limits;
            default -> "getData " + stats;
        };
    }

    private String other() {
        return switch (random.nextInt(6)) {
            case 0 -> "sync " + anyPath();
            case 1 -> "ping";
            case 2 -> "whoAmI";
            case 3 -> "surplus 00ff getData " + path();
            default -> "getEphemerals " + pick(List.of("/", "/a", "/b/x", "\"\""));
        };
    }

    /** Nearly always a path of the small tree. */
    private String anyPath() {
        int kind = random.nextInt(30);
        if (kind == 0) {
            return pick(ODD_PATHS);
        } else if (kind == 1) {
            return pick(List.of("/", "/zookeeper", "/zookeeper/config", "/zookeeper/quota", "/zookeeper/x"));
        } else if (kind < 4) {
            return pick(List.of("/a", "/b", "/a/x")) + "/" + pick(List.of("", "s")) + sequenceNumber();
        }
        return path();
    }

    /** A number that has perhaps been given out. */
    private String sequenceNumber() {
        return String.format("%010d", random.nextInt(100));
    }

    private String path() {
        return switch (random.nextInt(8)) {
            case 0 -> top();
            case 1, 2 -> top() + middle();
            case 3 -> top() + middle() + bottom() + "/m";
            default -> top() + middle() + bottom();
        };
    }

    private String top() {
        return pick(List.of("/a", "/b", "/c"));
    }

    private String middle() {
        return pick(List.of("/x", "/y", "/z"));
    }

    private String bottom() {
        return pick(List.of("/k", "/l"));
    }

    private String paths() {
        return switch (random.nextInt(3)) {
            case 0 -> "-";
            case 1 -> path();
            default -> path() + "," + path();
        };
    }

    private String version() {
        return random.nextInt(3) > 0 ? "" : " " + (random.nextInt(6) - 2);
    }

    private String acl() {
        return random.nextInt(3) > 0 ? ACLS.get(0) : pick(ACLS);
    }

    private String withAcl() {
        return random.nextInt(6) > 0 ? "" : " acl=" + pick(ACLS);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
