package dev.paddock.datatree.op;

/**
 * What an operator may switch. All servers of an ensemble should have it the same, but only the one that decides asks.
 *
 * @param extendedTypes whether clients may create znodes with a time to live
 * @param enforceQuota whether hard limits refuse what exceeds them
 * @param reconfigEnabled whether clients may change the membership
 * @param maxTransactionBytes the longest transaction that every server can read back from its log
 */
public record Rules(boolean extendedTypes, boolean enforceQuota, boolean reconfigEnabled, int maxTransactionBytes) {
    /** As ZooKeeper has them: twice what a packet may be long, for transactions that were agreed upon. */
    public static final Rules DEFAULT = new Rules(false, false, false, 2 * 0xFFFFF);
}
