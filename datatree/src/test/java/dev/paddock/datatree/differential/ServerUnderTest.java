package dev.paddock.datatree.differential;

import java.io.IOException;

/** A kind of server: the real ZooKeeper, or Paddock in memory. */
@FunctionalInterface
interface ServerUnderTest {
    /** A fresh server of this kind, empty but for what the settings plant. */
    Target start(Settings settings) throws IOException;
}
