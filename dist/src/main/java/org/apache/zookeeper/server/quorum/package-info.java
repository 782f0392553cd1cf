/** Names of ZooKeeper that launchers and monitors expect. There is nothing behind them but a call of ours. */
package org.apache.zookeeper.server.quorum;
