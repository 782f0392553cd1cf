package dev.paddock.testing;

/** A server that can be started: what people call it, its main class, and what that needs. */
public record Program(String name, String mainClass, String classPath) {}
