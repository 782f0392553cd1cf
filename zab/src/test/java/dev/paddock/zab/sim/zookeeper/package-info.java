/**
 * A model of a ZooKeeper 3.9.5 server at its quorum ports, written from the description of the protocol, for ensembles in
 * which such servers and ours are mixed. It shares no rule with the code under test: only the messages, and the inputs and
 * effects that join it to the simulator.
 *
 * <p>Start with {@link dev.paddock.zab.sim.zookeeper.ZooKeeperServer}: what of its threads and queues the other side can
 * tell is here, in one class for each. What a thread of it waits for, or does a little later, is a matter of chance.
 *
 * <p>Just as the original does it: connections of the election and the old vote that is sent again on each; rounds, votes,
 * the wait that any message starts anew; who is given a LEADERINFO and when; DIFF, TRUNC and SNAP by its own table, from a
 * window in memory or from the log, also TRUNC into an earlier epoch and SNAP at the leader's last transaction; what is
 * proposed and committed while a learner is synchronised stands before NEWLEADER, or behind it, as it happens, also behind
 * a snapshot that has it already; acknowledgements only behind UPTODATE, what was proposed before NEWLEADER too; pings,
 * and what is not answered to them; observers, who are told of what is committed, and acknowledge none of it; a follower
 * that is ahead costs its connection only; timeouts, and nothing before them; a leader names the beginning of its epoch as
 * its last zxid, though that stands in no file.
 *
 * <p>The liberties it takes, since the properties of ZAB must hold:
 *
 * <ul>
 *   <li>The disk is as careful as it should be: history, then epoch, then acknowledgement; nothing of the next role before
 *       the log is flushed (ZOOKEEPER-4541, 4712); no snapshot of what is not agreed upon (D6); no record older than an
 *       installed snapshot is read (D5); epochs that lag behind the log are raised, instead of refusing to start (D9).
 *   <li>Where the original ends its process since it cannot truncate, the model asks for a snapshot. Where a packet would
 *       end the process (codes 12 and 13), the simulation fails: nobody may send that.
 *   <li>The acknowledgement of a proposal goes with the connection on which it came: who comes back may have been told to
 *       take the proposal back, and the original would count it all the same.
 *   <li>A leader that meets a voter with a later epoch gives up (D13), so that all come together in the end.
 *   <li>What is agreed upon is shown when clients are let in, not before.
 *   <li>An observer answers nobody who looks: voters answer its every word, so that the two would never end. It looks again
 *       at once when it has lost its leader, and logs what it is told like others.
 * </ul>
 *
 * <p>It asks no quorum for a sync, as the original does not; so what a client may expect of one is checked under leaders of
 * ours alone. There are no changes of the configuration and no groups in it, and no observer master.
 */
package dev.paddock.zab.sim.zookeeper;
