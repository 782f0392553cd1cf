package dev.paddock.server.admin;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What one of the four-letter words answers. */
@FunctionalInterface
interface Word {
    /**
     * The whole answer, with its line ends.
     *
     * @param argument what belongs to the word, mostly nothing
     * @throws TimeoutException if the server did not say what was asked of it; the message says who did not
     */
    String answer(byte[] argument) throws IOException, InterruptedException, TimeoutException;
}
