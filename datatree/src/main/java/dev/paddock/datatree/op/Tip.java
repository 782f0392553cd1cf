package dev.paddock.datatree.op;

import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.wire.Zxid;

/**
 * The newest state that there will be, on which requests are decided one behind the other. What was copied for one of them
 * is changed in place for the next, so a state is made only when somebody asks for it.
 */
public final class Tip {
    private TreeEdit edit;

    /** The one that was asked for last. */
    private State state;

    private Zxid lastZxid;

    public Tip(State state) {
        this(state, state.lastZxid());
    }

    /** @param lastZxid behind which the next is numbered: in a new epoch not that of the state */
    public Tip(State state, Zxid lastZxid) {
        this.edit = TreeEdit.ofMany(state);
        this.state = state;
        this.lastZxid = lastZxid;
    }

    public Zxid lastZxid() {
        return lastZxid;
    }

    /** What all has led to that was decided so far. It stays as it is. */
    public State state() {
        if (!state.lastZxid().equals(lastZxid)) {
            state = edit.build(lastZxid);
        }
        return state;
    }

    TreeEdit edit() {
        return edit;
    }

    /** An edit of its own, of the state as it is: to be dropped, or to be gone on with. */
    TreeEdit trial() {
        return TreeEdit.ofMany(state());
    }

    /** @param changed by this transaction */
    void goOnWith(TreeEdit changed, Zxid zxid) {
        edit = changed;
        lastZxid = zxid;
        if (changed.hasQuotas()) {
            state(); // Quotas are held against what there was before a request.
        }
    }
}
