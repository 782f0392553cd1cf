package dev.paddock.server.config;

import java.util.List;

/** What configurations of ZooKeeper hold, and nothing here is made of. All of it is accepted. */
final class KeysWithoutEffect {
    /** How ZooKeeper divides its work, which is divided in another way here; or what is done here in any case. */
    private static final List<String> PROPERTIES = List.of(
            "bitHashCacheSize",
            "client.certReload",
            "closeSessionTxn.enabled",
            "commitProcessor.maxCommitBatchSize",
            "commitProcessor.maxReadBatchSize",
            "commitProcessor.numWorkerThreads",
            "commitProcessor.shutdownTimeout",
            "digest.enabled",
            "emulate353TTLNodes",
            "flushDelay",
            "intBufferStartingSizeBytes",
            "maxBatchSize",
            "maxGetChildrenResponseCacheSize",
            "maxInProcessingDeadWatchers",
            "maxResponseCacheSize",
            "maxWriteQueuePollTime",
            "netty.advancedFlowControl.enabled",
            "netty.server.earlyDropSecureConnectionHandshakes",
            "nio.directBufferBytes",
            "nio.numSelectorThreads",
            "nio.numWorkerThreads",
            "nio.shutdownTimeout",
            "request_stale_connection_check",
            "request_stale_latency_check",
            "request_throttle_drop_stale",
            "request_throttler.shutdownTimeout",
            "serializeLastProcessedZxid.enabled",
            "watchManagerName",
            "watcherCleanIntervalInSeconds",
            "watcherCleanThreadsNum",
            "watcherCleanThreshold");

    /** What would do something in ZooKeeper that this server does not do, so that nobody should believe it is on. */
    private static final List<String> MISSING = List.of(
            "IPAuthenticationProvider.usexforwardedfor",
            "admin.forceHttps",
            "admin.httpVersion",
            "admin.needClientAuth",
            "admin.portUnification",
            "allowSaslFailedClients",
            "client.portUnification",
            "enableEagerACLCheck",
            "fips-mode",
            "kerberos.canonicalizeHostNames",
            "kerberos.removeHostFromPrincipal",
            "kerberos.removeRealmFromPrincipal",
            "sasl.serverconfig",
            "security.auth_to_local",
            "ssl.allowReverseDnsLookup",
            "ssl.context.supplier.class",
            "ssl.handshakeDetectionTimeoutMillis",
            "ssl.hostnameVerification");

    /** They mean something only between servers. */
    private static final List<String> OF_ENSEMBLES = List.of(
            "cnxTimeout",
            "commitLogCount",
            "electionPortBindRetry",
            "fastleader.maxNotificationInterval",
            "fastleader.minNotificationInterval",
            "follower.nodelay",
            "follower.skipLearnerRequestToNextProcessor",
            "forward_learner_requests_to_commit_processor_disabled",
            "leader.ackLoggingFrequency",
            "leader.closeSocketAsync",
            "leader.maxConcurrentDiffSyncs",
            "leader.maxConcurrentSnapSyncs",
            "leader.maxTimeToWaitForEpoch",
            "leader.nodelay",
            "leaderConnectDelayDuringRetryMs",
            "leaderServes",
            "learner.asyncSending",
            "learner.closeSocketAsync",
            "messageTracker.BufferSize",
            "messageTracker.Enabled",
            "observer.election.DelayMs",
            "observer.reconnectDelayMs",
            "observerMaster.sizeLimit",
            "oraclePath",
            "quorumCnxnTimeoutMs",
            "snapshotSizeFactor",
            "tcpKeepAlive");

    private static final String FACTORIES = "org.apache.zookeeper.server.(NIO|Netty)ServerCnxnFactory";
    private static final int FEWEST_QUORUM_THREADS = 20;

    private KeysWithoutEffect() {}

    static void read(Settings settings) throws ConfigException {
        PROPERTIES.forEach(key -> warn(settings.property(key), "has no effect: here nothing needs it"));
        MISSING.forEach(key -> warn(settings.property(key), "has no effect: this server does not have that"));
        settings.properties("pathStats.")
                .values()
                .forEach(setting -> warn(setting, "has no effect: this server does not have that"));
        OF_ENSEMBLES.forEach(settings::property);
        settings.properties("ssl.quorum.");
        factory(settings.property("serverCnxnFactory"));
        validate(settings);
    }

    private static void warn(Setting setting, String message) {
        if (setting.isGiven()) {
            setting.warnOfKey(message);
        }
    }

    /** Plain and TLS ports are served alike, whichever of the two is named. */
    private static void factory(Setting factory) {
        if (!factory.text("").isEmpty() && !factory.text("").matches(FACTORIES)) {
            factory.warn("Couldn't instantiate " + factory.text("") + ": connections are accepted as ever");
        }
    }

    /** Recognised keys about ensembles: what makes no sense in them is refused, here as there. */
    private static void validate(Settings settings) throws ConfigException {
        settings.key("observerMasterPort").port(0);
        settings.key("syncEnabled").isTrue(true);
        settings.key("localSessionsEnabled").isTrue(false);
        settings.key("localSessionsUpgradingEnabled").isTrue(false);
        settings.key("sslQuorum").isTrue(false);
        settings.key("portUnification").isTrue(false);
        settings.key("sslQuorumReloadCertFiles").isTrue(false);
        settings.key("quorum.cnxn.threads.size").integer(FEWEST_QUORUM_THREADS, Integer.MIN_VALUE);
        settings.key("multiAddress.reachabilityCheckEnabled").isTrue(true);
        settings.key("multiAddress.reachabilityCheckTimeoutMs").integer(0, 0);
        settings.key("quorum.auth.server.saslLoginContext");
        settings.key("quorum.auth.learner.saslLoginContext");
        settings.key("quorum.auth.kerberos.servicePrincipal");
        boolean sasl = settings.key("quorum.auth.enableSasl").isTrue(false);
        Setting learner = settings.key("quorum.auth.learnerRequireSasl");
        Setting server = settings.key("quorum.auth.serverRequireSasl");
        requireFirst(sasl, "quorum.auth.enableSasl", learner);
        requireFirst(learner.isTrue(false), learner.key(), server);
        requireFirst(sasl, "quorum.auth.enableSasl", server);
    }

    private static void requireFirst(boolean first, String name, Setting second) throws ConfigException {
        if (second.isTrue(false) && !first) {
            throw second.refusal(
                    name + " is disabled, so cannot enable " + second.key(), "false, or true with " + name + "=true");
        }
    }
}
