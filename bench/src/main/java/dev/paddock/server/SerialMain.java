package dev.paddock.server;

import dev.paddock.server.config.ConfigException;
import dev.paddock.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** A server whose core has no thread of its own: what was tried beside {@link CoreThread}, kept to be measured again. */
public final class SerialMain {
    private SerialMain() {}

    public static void main(String[] arguments) throws ConfigException, IOException, InterruptedException {
        ServerConfig config = ServerConfig.load(Path.of(arguments[0]), new Properties());
        FatalHandler fatal = (message, cause) -> {
            System.err.println(message);
            Runtime.getRuntime().halt(1);
        };
        Server.start(config, fatal, new SerialCore(fatal));
        new CountDownLatch(1).await();
    }
}
