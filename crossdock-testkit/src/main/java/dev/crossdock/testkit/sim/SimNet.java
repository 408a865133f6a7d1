package dev.crossdock.testkit.sim;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Connection;
import dev.crossdock.env.Net;
import dev.crossdock.env.StalledException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A network in memory. Its servers are tasks of the same simulation.
public final class SimNet implements Net {

    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final Map<String, Listener> listeners = new HashMap<>();
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private final List<Throwable> serverFailures = new ArrayList<>();
    private final LinkFaults faults = new LinkFaults();

    SimNet(Scheduler scheduler, SplittableRandom random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    /// Adds a server. Connections to it are clean unless [#links] says otherwise.
    public void listen(String host, int port, SimService service) {
        hosts.add(host);
        listeners.put(host + ':' + port, new Listener(service));
    }

    /// Removes a server: connections are refused.
    public void unlisten(String host, int port) {
        listeners.remove(host + ':' + port);
    }

    /// Says what the connections to a server go through, by their ordinal since it was added (0 is the first).
    public void links(String host, int port, IntFunction<SimLink> links) {
        listener(host, port).links = links;
    }

    /// Connections to a server that were attempted.
    public int attempts(String host, int port) {
        return listener(host, port).attempts;
    }

    /// From now on the name service does not know `host`.
    public void forgetName(String host) {
        unknown.add(host);
    }

    /// From now on the name service knows `host` again.
    public void recallName(String host) {
        unknown.remove(host);
    }

    /// Attempts to connect that failed by a fault: refused, ignored or with an unknown name.
    public int refusals() {
        return faults.refusals;
    }

    /// Connections that a [SimLink] has reset.
    public int resets() {
        return faults.resets;
    }

    /// Connections that a [SimLink] has silenced.
    public int silences() {
        return faults.silences;
    }

    /// What servers threw, apart from IOExceptions and cancellations: mostly failed assertions.
    public List<Throwable> serverFailures() {
        return List.copyOf(serverFailures);
    }

    @Override
    public Connection connect(String host, int port, long timeoutNanos) throws IOException {
        long deadline = scheduler.after(Math.max(0, timeoutNanos));
        scheduler.await("connect to " + host + ':' + port, () -> true, deadline);
        if (unknown.contains(host) || !hosts.contains(host)) {
            faults.refusals++;
            throw new UnknownHostException(host);
        }
        Listener listener = listeners.get(host + ':' + port);
        SimLink link = listener == null ? SimLink.refused() : listener.links.apply(listener.attempts++);
        return switch (link.admission()) {
            case ACCEPTED -> accepted(host + ':' + port, listener, link, deadline);
            case REFUSED -> {
                faults.refusals++;
                throw new ConnectException("Connection refused");
            }
            case IGNORED -> {
                faults.refusals++;
                pause(deadline);
                throw new StalledException("no connection to " + host + ':' + port + " in time");
            }
        };
    }

    private Connection accepted(String address, @Nullable Listener listener, SimLink link, long deadline)
            throws IOException {
        long ready = scheduler.after(link.latencyMin().toNanos());
        pause(Math.min(ready, deadline));
        if (listener == null || ready > deadline) {
            throw new StalledException("no connection to " + address + " in time");
        }
        Pipe toServer = Pipe.toServer(scheduler, random.split(), link, faults);
        Pipe toClient = Pipe.toClient(scheduler, random.split(), link, faults);
        SimConnection serverSide = new SimConnection(scheduler, toServer, toClient);
        scheduler.spawn("server " + address + " #" + listener.attempts, () -> serve(listener.service, serverSide));
        return new SimConnection(scheduler, toClient, toServer);
    }

    private String serve(SimService service, SimConnection connection) {
        try {
            service.serve(connection);
        } catch (SimulationKilled killed) {
            throw killed;
        } catch (IOException | CancelledException ordinary) {
            connection.reset();
        } catch (Throwable failure) {
            serverFailures.add(failure);
            connection.reset();
        }
        connection.close();
        return "served";
    }

    private void pause(long until) {
        scheduler.await("a connection", () -> false, until);
    }

    private Listener listener(String host, int port) {
        Listener listener = listeners.get(host + ':' + port);
        if (listener == null) {
            throw new IllegalArgumentException("nothing listens at " + host + ':' + port);
        }
        return listener;
    }

    private static final class Listener {

        final SimService service;
        IntFunction<SimLink> links = ordinal -> SimLink.CLEAN;
        int attempts;

        Listener(SimService service) {
            this.service = service;
        }
    }
}
