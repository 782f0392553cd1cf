package dev.paddock.server.admin;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** {@code envi}: what the process runs on. */
final class Environment implements Word {
    private static final List<String> PROPERTIES = List.of(
            "java.version",
            "java.vendor",
            "java.home",
            "java.class.path",
            "java.library.path",
            "java.io.tmpdir",
            "java.compiler",
            "os.name",
            "os.arch",
            "os.version",
            "user.name",
            "user.home",
            "user.dir");
    private static final long MEGABYTE = 1 << 20;

    private final LiveServer server;

    Environment(LiveServer server) {
        this.server = server;
    }

    @Override
    public String answer(byte[] argument) {
        Map<String, String> process = ManagementFactory.getRuntimeMXBean().getSystemProperties();
        Runtime runtime = Runtime.getRuntime();
        StringBuilder text = new StringBuilder("Environment:\n");
        text.append("zookeeper.version=").append(server.version()).append('\n');
        text.append("host.name=").append(hostName()).append('\n');
        for (String key : PROPERTIES) {
            text.append(key)
                    .append('=')
                    .append(process.getOrDefault(key, "<NA>"))
                    .append('\n');
        }
        return text.append("os.memory.free=")
                .append(megabytes(runtime.freeMemory()))
                .append("os.memory.max=")
                .append(megabytes(runtime.maxMemory()))
                .append("os.memory.total=")
                .append(megabytes(runtime.totalMemory()))
                .toString();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException nameless) {
            return "<NA>";
        }
    }

    private static String megabytes(long bytes) {
        return bytes / MEGABYTE + "MB\n";
    }
}
