/**
 * What the tests of several modules need: servers in processes of their own, the real ZooKeeper among them, and a network
 * that breaks when it is told to.
 *
 * <p>Start with {@link dev.paddock.testing.ServerProcess}. No module knows this one but in its tests, and it knows none of
 * them: what is to be started is described by a {@link dev.paddock.testing.Program}. The configuration of the log of all
 * tests is here as well, in {@code logback-test.xml}.
 */
package dev.paddock.testing;
