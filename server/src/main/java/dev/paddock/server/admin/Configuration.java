package dev.paddock.server.admin;

import dev.paddock.datatree.store.StoreDirectories;
import dev.paddock.server.config.ClientPort;
import dev.paddock.server.config.ServerConfig;
import java.io.IOException;
import java.util.Optional;

/** {@code conf}: what the server was told, as far as monitoring asks for it. */
final class Configuration implements Word {
    private static final int STANDALONE_ID = 0;

    private final LiveServer server;

    Configuration(LiveServer server) {
        this.server = server;
    }

    @Override
    public String answer(byte[] argument) throws IOException {
        return text(server.config(), server.database().sizes());
    }

    static String text(ServerConfig config, DirectorySizes sizes) {
        StoreDirectories directories = config.data().directories();
        return "clientPort=" + port(config, false) + "\n"
                + "secureClientPort=" + port(config, true) + "\n"
                + "dataDir=" + directories.snapshots() + "\n"
                + "dataDirSize=" + sizes.snapshots() + "\n"
                + "dataLogDir=" + directories.logs() + "\n"
                + "dataLogSize=" + sizes.logs() + "\n"
                + "tickTime=" + config.sessions().tick().toMillis() + "\n"
                + "maxClientCnxns=" + config.connections().perAddress() + "\n"
                + "minSessionTimeout=" + config.sessions().minTimeout().toMillis() + "\n"
                + "maxSessionTimeout=" + config.sessions().maxTimeout().toMillis() + "\n"
                + "clientPortListenBacklog="
                + config.clientPorts().stream()
                        .findFirst()
                        .map(ClientPort::backlog)
                        .orElse(-1) + "\n"
                + "serverId=" + STANDALONE_ID + "\n";
    }

    private static int port(ServerConfig config, boolean secure) {
        Optional<ClientPort> port = config.clientPorts().stream()
                .filter(each -> each.secure() == secure)
                .findFirst();
        return port.map(each -> each.address().getPort()).orElse(-1);
    }
}
