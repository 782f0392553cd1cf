package dev.paddock.client.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * One leader among candidates. The first candidate leads until it gives its {@link Lease} back or its session ends; then the
 * next one does, and nobody but that one is woken.
 *
 * <p>A leader whose connection is lost should stop: {@link Lease#isHeld} is false. If its session outlives the loss, it leads
 * again, without an election. A leader that was cut off for so long that another one leads is kept from harm by the {@link
 * Lease#token}.
 */
public final class LeaderElection {
    private final PaddockClient client;
    private final Line line;
    private final String candidate;

    /**
     * @param path of the election; it is made when needed, and is the election's alone
     * @param candidate how this one is shown to others
     */
    public LeaderElection(PaddockClient client, String path, String candidate) {
        this.client = client;
        this.line = new Line(client, path);
        this.candidate = candidate;
    }

    /** Becomes a candidate and waits until it leads. */
    public Lease lead() throws InterruptedException {
        return tryLead(Deadline.NEVER).orElseThrow();
    }

    /** Empty if it does not lead in time; then it is no candidate any more. */
    public Optional<Lease> tryLead(Duration patience) throws InterruptedException {
        return line.tryEnter("candidate", candidate.getBytes(UTF_8), Line.Order.ONE_BY_ONE, patience);
    }

    /** Who leads, as far as this client's server knows; empty if nobody does. */
    public Optional<String> leader() throws InterruptedException {
        return candidates().stream().findFirst();
    }

    /** All candidates, whoever leads first, then in the order in which they will. */
    public List<String> candidates() throws InterruptedException {
        return Deadline.ofRequests(deadline -> {
            List<String> names = new ArrayList<>();
            for (SequentialName each : line.line(deadline)) {
                name(each, deadline).ifPresent(names::add);
            }
            return names;
        });
    }

    private Optional<String> name(SequentialName each, Deadline deadline)
            throws InterruptedException, TimeoutException {
        try {
            return Optional.of(
                    deadline.ask(() -> client.async().getData(line.path(each))).text());
        } catch (NoNodeException gone) {
            return Optional.empty();
        }
    }
}
