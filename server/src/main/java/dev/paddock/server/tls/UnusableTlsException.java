package dev.paddock.server.tls;

import java.io.IOException;

/** TLS as it is configured cannot be spoken: a file that is missing or damaged, a wrong password, an unknown cipher. */
public final class UnusableTlsException extends IOException {
    UnusableTlsException(String message) {
        super(message);
    }

    UnusableTlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
