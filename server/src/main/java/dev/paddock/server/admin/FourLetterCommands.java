package dev.paddock.server.admin;

import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.core.Core;
import dev.paddock.server.core.View;
import dev.paddock.server.net.ClientListener;
import dev.paddock.server.net.FourLetterWords;
import java.util.Set;
import java.util.function.Consumer;

/** The words that an operator may say to a client port. */
public final class FourLetterCommands implements FourLetterWords {
    private static final Set<String> WORDS = Set.of("ruok", "srvr", "isro");

    private final ServerConfig config;
    private final Core core;
    private final DirectorySizes.Source sizes;

    /** Set before anybody is served. */
    private ClientListener listener;

    public FourLetterCommands(ServerConfig config, Core core, DirectorySizes.Source sizes) {
        this.config = config;
        this.core = core;
        this.sizes = sizes;
    }

    /** The connections to tell of. */
    public void serve(ClientListener listener) {
        this.listener = listener;
    }

    @Override
    public int argumentBytes(String word) {
        return WORDS.contains(word) ? 0 : -1;
    }

    @Override
    public void answer(String word, byte[] argument, Consumer<String> answer) {
        if (!config.commands().allows(word)) {
            answer.accept(word + " is not executed because it is not in the whitelist.\n");
            return;
        }
        View view = core.view();
        switch (word) {
            case "ruok" -> answer.accept("imok");
            case "isro" -> answer.accept("rw");
            default ->
                listener.report(traffic -> answer.accept("Zookeeper version: 3.9.5-paddock, built on 2026\n" + "Mode: "
                        + view.mode().text() + "\n"));
        }
    }
}
