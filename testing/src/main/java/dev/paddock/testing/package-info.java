/**
 * What the tests of several modules need: servers in processes of their own, the real ZooKeeper and its tools among them,
 * and a network that breaks when it is told to.
 *
 * <p>Start with {@link dev.paddock.testing.RealZooKeeper}. No module knows this one but in its tests, and it knows none of
 * them: a {@link dev.paddock.testing.Program} says what a {@link dev.paddock.testing.ServerProcess} runs. How all tests log
 * stands here as well, in {@code logback-test.xml}.
 */
package dev.paddock.testing;
