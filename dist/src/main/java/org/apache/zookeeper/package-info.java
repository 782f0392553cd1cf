/** A name of ZooKeeper that scripts expect. There is nothing behind it but a call of ours. */
package org.apache.zookeeper;
