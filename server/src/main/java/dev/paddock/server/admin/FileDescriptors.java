package dev.paddock.server.admin;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * How many files and sockets the process has open, and may have.
 *
 * @param open -1 where the system does not tell, as the other
 */
record FileDescriptors(long open, long most) {
    static FileDescriptors now() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix
                ? new FileDescriptors(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
                : new FileDescriptors(-1, -1);
    }
}
