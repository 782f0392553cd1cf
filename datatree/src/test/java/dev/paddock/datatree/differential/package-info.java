/**
 * The same requests go to a real ZooKeeper and to Paddock's state, and the answers are compared as text.
 *
 * <p>Start with one of the scenario files among the resources, say {@code create.txt}: commands, and indented below
 * each what ZooKeeper answered. {@link dev.paddock.datatree.differential.ScenarioTest} checks that it still does, and
 * {@link dev.paddock.datatree.differential.PaddockScenarioTest} that Paddock does too, but for what stands in {@code
 * differences.txt}. {@link dev.paddock.datatree.differential.RandomRequestsTest} goes where nobody thought of writing
 * a scenario.
 *
 * <p>A {@link dev.paddock.datatree.differential.Player} carries out the commands on a {@link
 * dev.paddock.datatree.differential.Target}, of which there are two. It builds requests and reads replies with the
 * published ZooKeeper's own records, so that a mistake in our codec cannot hide.
 */
package dev.paddock.datatree.differential;
