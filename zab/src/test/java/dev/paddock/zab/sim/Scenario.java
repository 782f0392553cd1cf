package dev.paddock.zab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A story of an ensemble, line by line:
 *
 * <pre>
 * servers 3 1                  three voters, and an observer behind them; the first line
 * zookeeper 2 3                these are ZooKeeper's
 * snapshots only | window 2    no TRUNC; so many proposals in a leader's memory: before the first start
 * numbers 5 | reconfigures     so many transactions in an epoch; configurations change: before the first start
 * start 1 2 3                  also: kill, power (nothing more reaches the disk), resign, snapshot, purge
 * lose 1                       power, and its disk is empty then
 * power 1 before Truncate      when the disk of 1 comes to this; also after
 * hold 1 | release 1           its disk stands still
 * write 1 5                    five writes by clients of 1
 * again 3                      what is above this leader gives a write the number of the one before: its process ends
 * change 3 4                   the leader 3 proposes a configuration in which 4 votes, or does not any more
 * sync 1                       a client of 1 syncs; the simulator checks what it then sees
 * pause 3 4000 | wake 3        its process stands still; what has come for it waits for the end of that time
 * late 3                       it is told the time when it has asked for that, and not with all that comes
 * isolate 3 | cut 1 2 | mend   nothing comes through; all is well again
 * reset 1 3                    their connections break
 * run 500                      milliseconds
 * until leads 3                also: serves, looks, follows, down, shows 1 1/5, logged 1 1/5
 * until leads 2 within 300     so soon
 * expect log 3 1/1 1/2         the whole history on its disk; also: shown
 * expect sync 3 SNAP           how its leader has brought it to its history: also DIFF, TRUNC
 * expect syncs 3 1             how often, since it was started
 * expect epochs 3 2 1          accepted, current
 * expect role 2 LOOKING
 * expect active 4 1/5          which change has brought the configuration that counts
 * expect recovery              all servers are started, and agree, and serve
 * </pre>
 *
 * The properties of {@code Agreement} and {@code StreamRules} are held throughout.
 */
final class Scenario {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final int TICK_MILLIS = 200;

    private final List<String> lines;
    private final Journal journal;
    private int voters;
    private int observers;
    private final SortedSet<ServerId> zooKeepers = new TreeSet<>();
    private boolean truncates = true;
    private int window = 1000;
    private long epochLength = Long.MAX_VALUE;
    private boolean reconfigures;
    private Simulation simulation;

    Scenario(String text, Journal journal) {
        this.lines = text.lines().toList();
        this.journal = journal;
    }

    /** Plays one story; {@code zab/mutate --stories} does so where it must fail. */
    public static void main(String[] args) throws IOException {
        try {
            new Scenario(Files.readString(Path.of(args[0])), null).play();
        } catch (AssertionError failure) {
            System.out.println(failure.getMessage());
            System.exit(1);
        }
    }

    void play() {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    play(line.split(" +"));
                } catch (RuntimeException | AssertionError failure) {
                    throw new AssertionError("line " + (i + 1) + ", " + line + ": " + failure.getMessage(), failure);
                }
            }
        }
    }

    private void play(String[] words) {
        switch (words[0]) {
            case "servers" -> {
                voters = Integer.parseInt(words[1]);
                observers = Integer.parseInt(words[2]);
            }
            case "zookeeper" -> numbers(words).forEach(zooKeepers::add);
            case "snapshots" -> truncates = false;
            case "window" -> window = Integer.parseInt(words[1]);
            case "numbers" -> epochLength = Long.parseLong(words[1]);
            case "reconfigures" -> reconfigures = true;
            case "start" -> each(words).forEach(SimulatedServer::start);
            case "kill" -> each(words).forEach(server -> server.crash(false));
            case "power" -> power(words);
            case "lose" ->
                each(words).forEach(server -> {
                    server.crash(true);
                    server.loseData();
                });
            case "resign" -> each(words).forEach(SimulatedServer::resign);
            case "snapshot" -> each(words).forEach(SimulatedServer::snapshot);
            case "purge" -> each(words).forEach(server -> server.store().purge());
            case "hold" -> each(words).forEach(SimulatedServer::holdDisk);
            case "release" -> each(words).forEach(SimulatedServer::releaseDisk);
            case "pause" -> server(words[1]).pause(Long.parseLong(words[2]) * 1000);
            case "late" -> each(words).forEach(SimulatedServer::tickRarely);
            case "wake" -> each(words).forEach(SimulatedServer::wake);
            case "write" -> write(server(words[1]), Integer.parseInt(words[2]));
            case "again" -> again(server(words[1]));
            case "change" -> change(server(words[1]), server(words[2]));
            case "sync" -> ((Service) server(words[1]).service()).sync();
            case "isolate" -> simulation().servers().forEach(other -> cut(server(words[1]), other));
            case "cut" -> cut(server(words[1]), server(words[2]));
            case "reset" -> simulation().network().reset(server(words[1]), server(words[2]));
            case "mend" -> simulation().network().mendAll();
            case "run" -> run(Long.parseLong(words[1]));
            case "until" -> until(words);
            case "expect" -> expect(words);
            default -> throw new IllegalArgumentException("no such command");
        }
    }

    private void power(String[] words) {
        boolean isAtDisk = words.length == 4 && (words[2].equals("before") || words[2].equals("after"));
        if (isAtDisk) {
            server(words[1]).losePowerAt(words[3], words[2].equals("after"));
        } else {
            each(words).forEach(server -> server.crash(true));
        }
    }

    private static void write(SimulatedServer server, int count) {
        assertThat(server.isServing()).as(server.describe()).isTrue();
        for (int i = 0; i < count; i++) {
            server.service().write();
        }
    }

    private static void again(SimulatedServer leader) {
        Service service = (Service) leader.service();
        assertThatThrownBy(service::writeUnderTheLastNumber).hasMessageContaining("there would be a hole");
        leader.crash(false);
    }

    private void change(SimulatedServer leader, SimulatedServer member) {
        assertThat(leader.role()).as(leader.describe()).isEqualTo(Role.LEADING);
        Membership active = leader.peer().configurations().active();
        leader.service().reconfigure(simulation().changed(active, member.id()));
    }

    private void cut(SimulatedServer one, SimulatedServer other) {
        if (one != other) {
            simulation().network().cut(one.index(), other.index());
            simulation().network().cut(other.index(), one.index());
        }
    }

    private void run(long millis) {
        simulation().runUntil(simulation().agenda().now() + millis * 1000);
    }

    private void until(String[] words) {
        SimulatedServer server = server(words[2]);
        boolean isSoon = words[words.length - 2].equals("within");
        await(
                isSoon ? Long.parseLong(words[words.length - 1]) : PATIENCE_MILLIS,
                switch (words[1]) {
                    case "leads" -> () -> server.isServing() && server.role() == Role.LEADING;
                    case "serves" -> server::isServing;
                    case "looks" -> () -> server.isUp() && server.peer().role() == Role.LOOKING;
                    case "follows" -> () -> server.isServing() && server.role() == Role.FOLLOWING;
                    case "down" -> () -> !server.isUp();
                    case "shows" ->
                        () -> !server.state().zxid().equals(Zxid.ZERO)
                                && server.state().zxid().compareTo(Names.zxid(words[3])) >= 0;
                    case "logged" -> () -> server.store().durable().zxid().compareTo(Names.zxid(words[3])) >= 0;
                    default -> throw new IllegalArgumentException("nothing to wait for");
                });
    }

    private void await(BooleanSupplier condition) {
        await(PATIENCE_MILLIS, condition);
    }

    private void await(long millis, BooleanSupplier condition) {
        long end = simulation().agenda().now() + millis * 1000;
        while (!condition.getAsBoolean()) {
            assertThat(simulation().agenda().step(end))
                    .as("it does not come to that: " + simulation().describe())
                    .isTrue();
        }
    }

    private void expect(String[] words) {
        switch (words[1]) {
            case "log" ->
                assertThat(history(server(words[2]).store().durable())).isEqualTo(rest(words));
            case "shown" -> assertThat(history(server(words[2]).state())).isEqualTo(rest(words));
            case "sync" -> assertThat(server(words[2]).lastSync()).isEqualTo(words[3]);
            case "syncs" -> assertThat(server(words[2]).syncs()).isEqualTo(Integer.parseInt(words[3]));
            case "epochs" -> {
                Store store = server(words[2]).store();
                assertThat(store.acceptedEpoch() + " " + store.currentEpoch()).isEqualTo(rest(words));
            }
            case "role" -> assertThat(server(words[2]).peer().role().name()).isEqualTo(words[3]);
            case "active" -> {
                long version = server(words[2]).peer().configurations().active().version();
                assertThat(Names.of(new Zxid(version))).isEqualTo(words[3]);
            }
            case "recovery" -> recover();
            default -> throw new IllegalArgumentException("nothing to expect");
        }
    }

    private void recover() {
        simulation().network().mendAll();
        for (SimulatedServer server : simulation().servers()) {
            server.heal();
            server.releaseDisk();
            server.start();
        }
        await(() -> simulation().servers().stream().allMatch(SimulatedServer::isServing));
        int before = simulation().agreement().committed();
        simulation().leader().service().write();
        await(() -> simulation().agreement().committed() > before);
        Entry last = simulation().agreement().last();
        await(() -> simulation().servers().stream()
                .allMatch(server -> server.state().isSameAs(last)));
    }

    private static String rest(String[] words) {
        return String.join(" ", Arrays.asList(words).subList(3, words.length));
    }

    private static String history(Entry entry) {
        List<String> zxids = new ArrayList<>();
        for (Entry at = entry; at.length() > 0; at = at.before()) {
            zxids.add(0, Names.of(at.zxid()));
        }
        return String.join(" ", zxids);
    }

    private List<SimulatedServer> each(String[] words) {
        return Arrays.stream(words).skip(1).map(this::server).collect(Collectors.toList());
    }

    private static Stream<ServerId> numbers(String[] words) {
        return Arrays.stream(words).skip(1).map(number -> new ServerId(Long.parseLong(number)));
    }

    private SimulatedServer server(String number) {
        return simulation().server(new ServerId(Long.parseLong(number)));
    }

    private Simulation simulation() {
        if (simulation == null) {
            Membership membership = Shape.membership(voters, observers, false);
            List<PeerSettings> settings =
                    membership.members().keySet().stream().map(this::settings).toList();
            simulation =
                    new Simulation(Subject.PEERS, 1, new Shape(membership, settings, zooKeepers, 1, 1), null, journal);
        }
        return simulation;
    }

    private PeerSettings settings(ServerId id) {
        PeerSettings usual = PeerSettings.of(id, TICK_MILLIS, 10, 5);
        return new PeerSettings(
                id,
                usual.tick(),
                usual.initLimit(),
                usual.syncLimit(),
                usual.settle(),
                usual.notifyAgain(),
                usual.notifyAgainMost(),
                usual.connectTries(),
                usual.connectPause(),
                usual.handOver(),
                window,
                usual.windowBytes(),
                usual.credit(),
                usual.readBytes(),
                Math.min(epochLength, usual.epochLength()),
                truncates,
                reconfigures);
    }
}
