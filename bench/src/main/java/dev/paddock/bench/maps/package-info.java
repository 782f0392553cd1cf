/**
 * Which persistent map should hold the children of a znode: the candidates, and what they cost. The decision stands in
 * {@code docs/persistent-map.md}.
 *
 * <p>Start with {@link dev.paddock.bench.maps.Candidate}, which lists them, and
 * {@link dev.paddock.bench.maps.MapComparison}, which measures. Apart from our own trie they are only as good as it takes to
 * compare.
 */
package dev.paddock.bench.maps;
