package dev.paddock.server.core;

/** A look at what the core owns, in steps that are short, so that a long one keeps nobody waiting. */
public interface Inspection {
    /** Looks at the next part. False when there is nothing more to do. */
    boolean step(Inspectable core);
}
