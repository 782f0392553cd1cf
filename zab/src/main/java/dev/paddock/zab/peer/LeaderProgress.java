package dev.paddock.zab.peer;

/** How far the leader itself is. Each learner goes through the phases by itself, but never ahead of this. */
final class LeaderProgress {
    enum Stage {
        /** Waiting for a quorum to say which epochs it has accepted. */
        CHOOSING_EPOCH,
        SAVING_ACCEPTED_EPOCH,
        /** Waiting for a quorum to promise to follow. */
        COLLECTING_PROMISES,
        SAVING_CURRENT_EPOCH,
        /** Waiting for a quorum to have the history. */
        SYNCHRONISING,
        ESTABLISHED
    }

    private final Self self;

    private Stage stage = Stage.CHOOSING_EPOCH;

    /** A quorum must have come so far until then; of no meaning once established. */
    private long stageEnds;

    LeaderProgress(Self self) {
        this.self = self;
        extend();
    }

    void enter(Stage next) {
        stage = next;
        extend();
    }

    /** The stage lasts as long again. */
    void extend() {
        stageEnds = self.now() + self.settings().initLimit();
    }

    Stage stage() {
        return stage;
    }

    boolean hasReached(Stage other) {
        return stage.compareTo(other) >= 0;
    }

    boolean isEstablished() {
        return stage == Stage.ESTABLISHED;
    }

    long stageEnds() {
        return stageEnds;
    }
}
