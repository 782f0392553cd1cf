/**
 * Runs the client-driven tests of ZooKeeper's published test jar, as they are, against Paddock.
 *
 * <p>{@link dev.paddock.conformance.Conformance} goes through the list and gives each class a JVM of its own, in which
 * {@link dev.paddock.conformance.ClassRun} runs it. There ZooKeeper is told to serve its clients by a {@link
 * dev.paddock.conformance.PaddockFactory}: wherever a test starts a server, a process of Paddock starts on that port and
 * those directories, and ends where the test stops it.
 */
package dev.paddock.conformance;
