package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import uk.fosteringhub.core.checks.ResultOfAnother;
import uk.fosteringhub.core.checks.ResultOfAnother.Difference;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.identity.Linker;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.records.CanonicalRecord;

/**
 * Keeps results out that were sent under the reference of another person's check: before they are linked, since of such a
 * record not even a name may be taken, and in the transaction that links, which knows what the ones before it took.
 */
final class OthersResults {
    /** Where such a record stops. */
    static final String STEP = "link";

    private final FeedContext context;
    private final Linker.Lookup lookup;

    OthersResults(FeedContext context, Linker.Lookup lookup) {
        this.context = context;
        this.lookup = lookup;
    }

    /** Whether a feed can bring such results; where it cannot, nothing is looked up. */
    static boolean canCome(FeedContext context) {
        return ResultOfAnother.canBe(context.mapping(), context.feed().system());
    }

    /** The same chunk with such records among those that failed. */
    Chunk keptOut(Connection connection, Chunk chunk) throws SQLException {
        if (!canCome(context)) {
            return chunk;
        }
        Chunk rest = new Chunk();
        rest.position = chunk.position;
        rest.unmapped.putAll(chunk.unmapped);
        rest.failed.addAll(chunk.failed);
        rest.mapped.addAll(keptOut(
                connection,
                chunk.mapped,
                Chunk.Mapped::record,
                Chunk.Mapped::line,
                (item, problem) -> rest.failed.add(new Chunk.Failed(
                        new FailedRecord(item.record().key(), item.line(), STEP, List.of(problem), item.raw()),
                        item.rows(),
                        item.rows(),
                        false))));
        return rest;
    }

    /**
     * The items that are not kept out.
     *
     * @param items of different keys, in the order of their coming
     * @param out is given each that is kept out, with the reason
     */
    <T> List<T> keptOut(
            Connection connection,
            List<T> items,
            Function<T, CanonicalRecord> record,
            ToLongFunction<T> line,
            BiConsumer<T, MappingProblem> out)
            throws SQLException {
        if (items.isEmpty() || !canCome(context)) {
            return items;
        }
        ChunkWriter.lock(connection, lookup);
        ResultOfAnother another = new ResultOfAnother(
                connection, context.mapping(), context.feed().system());
        List<Optional<Difference>> differences =
                another.of(items.stream().map(record).toList());
        List<T> rest = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            T item = items.get(i);
            if (differences.get(i).isEmpty()) {
                rest.add(item);
            } else {
                out.accept(item, another.problem(differences.get(i).get(), line.applyAsLong(item)));
            }
        }
        return rest;
    }
}
