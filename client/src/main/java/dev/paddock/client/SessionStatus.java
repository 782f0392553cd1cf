package dev.paddock.client;

import java.time.Duration;
import java.util.Optional;

/** How a session stands, for everyone to read. */
record SessionStatus(SessionState state, Optional<SessionCredentials> credentials, Duration timeout) {
    SessionStatus with(SessionState next) {
        return new SessionStatus(next, credentials, timeout);
    }
}
