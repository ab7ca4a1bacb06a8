package uk.fosteringhub.benchmarks.machine;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * How much heap was used at most. The heap only grows between collections, so what was in use right before each, and at
 * the end, is enough to know.
 */
public final class HeapWatch implements AutoCloseable {
    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private final NotificationListener listener = this::heard;
    private final List<NotificationEmitter> collectors = new ArrayList<>();
    private long used;
    private long kept;

    /**
     * Bytes.
     *
     * @param used most in use at any time, garbage included
     * @param kept most left over by a collection: what was really needed
     */
    public record Peak(long used, long kept) {
        public static final Peak NONE = new Peak(0, 0);

        public Peak or(Peak other) {
            return new Peak(Math.max(used, other.used), Math.max(kept, other.kept));
        }
    }

    /** Clears the heap first, so that nobody pays for what another left behind. */
    public HeapWatch() {
        System.gc();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            NotificationEmitter emitter = (NotificationEmitter) collector;
            emitter.addNotificationListener(listener, null, null);
            collectors.add(emitter);
        }
    }

    private synchronized void heard(Notification notification, Object handback) {
        if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(notification.getType())) {
            var collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            used = Math.max(used, heapOf(collection.getMemoryUsageBeforeGc()));
            kept = Math.max(kept, heapOf(collection.getMemoryUsageAfterGc()));
        }
    }

    private long heapOf(Map<String, MemoryUsage> pools) {
        long sum = 0;
        for (var pool : pools.entrySet()) {
            if (heapPools.contains(pool.getKey())) {
                sum += pool.getValue().getUsed();
            }
        }
        return sum;
    }

    public synchronized Peak peak() {
        long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Peak(Math.max(used, now), kept);
    }

    @Override
    public void close() {
        for (NotificationEmitter collector : collectors) {
            try {
                collector.removeNotificationListener(listener);
            } catch (ListenerNotFoundException gone) {
                throw new IllegalStateException("the heap was watched by nobody", gone);
            }
        }
    }
}
