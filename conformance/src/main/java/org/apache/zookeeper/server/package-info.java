/** Here for what ZooKeeper lets classes of this package do alone. */
package org.apache.zookeeper.server;
