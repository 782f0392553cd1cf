package dev.paddock.server.core;

/** The parts of which a step of the core consists, for tests that let event loops run in between. */
public final class CoreSteps {
    private final Core core;

    public CoreSteps(Core core) {
        this.core = core;
    }

    public void work() {
        core.work();
    }

    public void publish() {
        core.publish();
    }

    public void wake() {
        core.wakeLoops();
    }
}
