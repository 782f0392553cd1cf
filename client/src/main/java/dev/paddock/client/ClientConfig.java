package dev.paddock.client;

import dev.paddock.wire.proto.AuthRequest;
import java.time.Duration;
import java.util.List;

/**
 * What a builder has gathered, complete and checked.
 *
 * @param session null to begin a new one
 * @param tls null for none
 * @param connectTimeout for one attempt at one server, handshake included
 */
record ClientConfig(
        ConnectString servers,
        Duration sessionTimeout,
        Duration connectTimeout,
        Duration requestTimeout,
        List<AuthRequest> credentials,
        SessionCredentials session,
        TlsSettings tls,
        boolean readOnlyAllowed,
        boolean retryIdempotent,
        int maxInFlight,
        int maxResponseBytes) {}
