package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.Reign;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.peer.Peer;
import dev.paddock.zab.sim.zookeeper.ZooKeeperServer;

/** The part of a server that agrees with others: ours, or that of ZooKeeper as far as it is known. */
public sealed interface Protocol {
    void step(Input input, Effects effects);

    Role role();

    Reign reign();

    Configurations configurations();

    /** The last transaction that it has heard of, agreed upon or not. */
    Zxid last();

    record Ours(Peer peer) implements Protocol {
        @Override
        public void step(Input input, Effects effects) {
            peer.step(input, effects);
        }

        @Override
        public Role role() {
            return peer.role();
        }

        @Override
        public Reign reign() {
            return peer.reign();
        }

        @Override
        public Configurations configurations() {
            return peer.configurations();
        }

        @Override
        public Zxid last() {
            return peer.last();
        }
    }

    record OfZooKeeper(ZooKeeperServer server) implements Protocol {
        @Override
        public void step(Input input, Effects effects) {
            server.step(input, effects);
        }

        @Override
        public Role role() {
            return server.role();
        }

        @Override
        public Reign reign() {
            return server.reign();
        }

        @Override
        public Configurations configurations() {
            return server.configurations();
        }

        @Override
        public Zxid last() {
            return server.last();
        }
    }
}
