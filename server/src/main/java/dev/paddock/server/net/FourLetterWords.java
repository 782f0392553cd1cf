package dev.paddock.server.net;

import java.util.function.Consumer;

/** What answers the words that an operator may say instead of a handshake. */
public interface FourLetterWords {
    /** How many bytes behind the word belong to it, or -1 if this is no word. */
    int argumentBytes(String word);

    /** Answers a word, now or later, on any thread. */
    void answer(String word, byte[] argument, Consumer<String> answer);
}
