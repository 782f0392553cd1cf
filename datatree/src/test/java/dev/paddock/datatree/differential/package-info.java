/**
 * The same requests go to a real ZooKeeper and to Paddock's state, and the answers are compared as text.
 *
 * <p>Start with one of the scenario files among the resources, say {@code create.txt}: commands, and indented below each
 * what ZooKeeper answered. {@link dev.paddock.datatree.differential.ScenarioTest} checks that it still does;
 * {@link dev.paddock.datatree.differential.RandomRequestsTest} goes where nobody thought of writing a scenario. Requests
 * are built and replies read with the published ZooKeeper's own records, so that a mistake in our codec cannot hide.
 */
package dev.paddock.datatree.differential;
