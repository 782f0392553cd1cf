/** Stands in the class path before what ZooKeeper's tests have under the same name. */
package org.apache.zookeeper.test;
