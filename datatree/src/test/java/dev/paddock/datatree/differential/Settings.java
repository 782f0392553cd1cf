package dev.paddock.datatree.differential;

import dev.paddock.testing.RealZooKeeper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is to be started: lines for its {@code zoo.cfg}, system properties for what that file cannot say, and
 * what its tree holds beforehand, as of which zxid.
 */
record Settings(Map<String, String> config, Map<String, String> properties, List<Planted> planted, long zxid) {
    /** A znode that is there from the start, since its counters are too high to be reached by requests. */
    record Planted(String path, int version, int aversion, int childrenCreated) {}

    /**
     * Sessions outlive any test, so that no zxid is used up behind its back; for the same reason the collector of
     * containers rests.
     */
    static Settings standard() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("tickTime", "2000");
        config.put("maxSessionTimeout", "3600000");
        config.put("DigestAuthenticationProvider.superDigest", RealZooKeeper.SUPER_DIGEST);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("znode.container.checkIntervalMs", "86400000");
        return new Settings(config, properties, List.of(), 0);
    }

    /** One word of a {@code server} line: {@code key=value}, or {@code -Dkey=value} for a system property. */
    Settings with(String word) {
        boolean isProperty = word.startsWith("-D");
        String[] pair = (isProperty ? word.substring(2) : word).split("=", 2);
        Map<String, String> changed = new LinkedHashMap<>(isProperty ? properties : config);
        changed.put(pair[0], pair[1]);
        return isProperty
                ? new Settings(config, changed, planted, zxid)
                : new Settings(changed, properties, planted, zxid);
    }

    Settings with(Planted znode) {
        List<Planted> changed = new ArrayList<>(planted);
        changed.add(znode);
        return new Settings(config, properties, changed, zxid);
    }

    Settings withZxid(long last) {
        return new Settings(config, properties, planted, last);
    }
}
