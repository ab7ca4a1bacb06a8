package uk.fosteringhub.benchmarks.live;

import java.time.Duration;

/**
 * Processor time used by those who share the cores. Unlike the time that passed, it does not grow when the machine does
 * something else meanwhile.
 *
 * @param hub the hub's process
 * @param database all processes of PostgreSQL
 * @param bench senders, broker and target
 */
record ProcessorTime(Duration hub, Duration database, Duration bench) {

    static ProcessorTime now(long hub, long postmaster) {
        return new ProcessorTime(
                of(hub),
                ProcessHandle.of(postmaster)
                        .map(server ->
                                server.descendants().map(one -> of(one.pid())).reduce(of(postmaster), Duration::plus))
                        .orElse(Duration.ZERO),
                of(ProcessHandle.current().pid()));
    }

    private static Duration of(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(hub.minus(before.hub), database.minus(before.database), bench.minus(before.bench));
    }

    Duration all() {
        return hub.plus(database).plus(bench);
    }
}
