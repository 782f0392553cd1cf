package dev.paddock.datatree.op;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.Result;
import dev.paddock.datatree.State;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A state with a clock and a counter of zxids around it, for tests: what a standalone server does, without the server. */
public final class Database {
    public static final long SESSION = 0x100;

    private final Operations operations;
    private final List<Transaction> log = new ArrayList<>();
    private final Tip tip;
    private long time = 1_000_000;

    public Database() {
        this(
                Rules.DEFAULT,
                new AclRules(
                        new AuthProviders(List.of(), (provider, fault) -> {
                            throw fault;
                        }),
                        false));
    }

    public Database(Rules rules, AclRules acls) {
        this(new Operations(acls, rules), State.empty(Hashing.seeded(new Random(1))));
        openSession(SESSION);
    }

    private Database(Operations operations, State state) {
        this.operations = operations;
        this.tip = new Tip(state);
    }

    /** The same rules over another state, with a log of its own. */
    public Database at(State other) {
        return new Database(operations, other);
    }

    public void openSession(long id) {
        accept(operations.createSession(tip, 30_000, context(new Caller(id, Identities.NONE))));
    }

    public Prepared write(Request request) {
        return write(request, new Caller(SESSION, Identities.NONE));
    }

    public Prepared write(Request request, Caller caller) {
        return accept(operations.prepare(tip, request, context(caller)));
    }

    public Result read(Request request) {
        return operations.read(tip.state(), request, new Caller(SESSION, Identities.NONE));
    }

    public ErrorCode create(String path, CreateMode mode) {
        return write(new CreateRequest(
                        OpCode.CREATE,
                        Utf8.of(path),
                        Bytes.ofText("data"),
                        Acl.OPEN,
                        mode.flags(),
                        CreateRequest.NO_TTL))
                .result()
                .error();
    }

    public ErrorCode create(String path) {
        return create(path, CreateMode.PERSISTENT);
    }

    public ErrorCode delete(String path) {
        return write(new DeleteRequest(Utf8.of(path), ExpectedVersion.ANY))
                .result()
                .error();
    }

    public ErrorCode setData(String path, String data) {
        return write(new SetDataRequest(Utf8.of(path), Bytes.ofText(data), ExpectedVersion.ANY))
                .result()
                .error();
    }

    public State state() {
        return tip.state();
    }

    /** Every transaction so far. */
    public List<Transaction> log() {
        return log;
    }

    private Context context(Caller caller) {
        return new Context(caller, log.size(), tip.lastZxid().next(), time++);
    }

    private Prepared accept(Prepared prepared) {
        log.add(prepared.transaction());
        return prepared;
    }
}
