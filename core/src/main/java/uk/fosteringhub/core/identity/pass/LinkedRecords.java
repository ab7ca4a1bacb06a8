package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Awaited;

/** Records that are linked with each other, directly or by others, and to whom that leads. */
final class LinkedRecords {
    private final Map<PersonRecord, Node> nodes = new TreeMap<>();
    private final Map<PersonRecord, List<Edge>> edges = new HashMap<>();

    private LinkedRecords() {}

    /**
     * A record.
     *
     * @param name by which references lead to it
     * @param label the same with who says it: how provenance names it
     * @param active whether it has come and not ended
     * @param at when the enquiry came in, or the touchpoint was
     * @param saysPerson whether a source says of its entity which person it is about; likewise for the enquiry
     */
    record Node(
            PersonRecord record,
            RecordType type,
            Reference name,
            String label,
            long entity,
            boolean active,
            Optional<Instant> at,
            boolean saysPerson,
            boolean saysEnquiry,
            boolean restricted) {
        boolean isPerson() {
            return type.equals(RecordTypes.PERSON);
        }
    }

    private record Edge(PersonRecord to, double weight) {}

    /** Some records with all that they are linked with. */
    static LinkedRecords with(Connection connection, Collection<PersonRecord> records) throws SQLException {
        LinkedRecords linked = new LinkedRecords();
        Set<PersonRecord> all = new HashSet<>(records);
        for (KnownPairs.Known link : new KnownPairs(connection).linkedWith(records)) {
            PersonRecord one = link.pair().one();
            PersonRecord other = link.pair().other();
            all.add(one);
            all.add(other);
            linked.edges.computeIfAbsent(one, record -> new ArrayList<>()).add(new Edge(other, link.weight()));
            linked.edges.computeIfAbsent(other, record -> new ArrayList<>()).add(new Edge(one, link.weight()));
        }
        linked.read(connection, all);
        linked.edges
                .values()
                .forEach(some -> some.sort(
                        Comparator.comparingDouble(Edge::weight).reversed().thenComparing(Edge::to)));
        return linked;
    }

    private void read(Connection connection, Collection<PersonRecord> records) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select c.source_id, c.key, s.system, s.keyspace, s.record_type, c.entity_id, c.state = 'a',
                    coalesce((c.body ->> 'enquired_at')::timestamptz, (c.body ->> 'occurred_at')::timestamptz),
                    said.person, said.enquiry,
                    s.record_type = 'person' and (coalesce((select p.restricted from fostering.person p
                        where p.id = c.entity_id), false) or %s)
                from unnest(?::smallint[], ?::text[]) as wanted (source_id, key)
                cross join lateral (
                    select c.* from hub.contribution c
                    where c.source_id = wanted.source_id and c.key = wanted.key offset 0) c
                join hub.source s on s.id = c.source_id
                cross join lateral (
                    select coalesce(bool_or(o.body ->> 'person' is not null), false) as person,
                        coalesce(bool_or(o.body ->> 'enquiry' is not null), false) as enquiry
                    from hub.contribution o join hub.source os on os.id = o.source_id
                    where o.entity_id = c.entity_id and o.state = 'a' and os.keyspace <> ?) said""".formatted(Awaited.is("c.entity_id")))) {
            Rows.names(query, 1, records);
            query.setString(3, HubKeys.IDENTITY);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    PersonRecord record = new PersonRecord(row.getInt(1), row.getString(2));
                    String system = row.getString(3);
                    Reference name = new Reference(row.getString(4), record.key());
                    nodes.put(
                            record,
                            new Node(
                                    record,
                                    RecordTypes.named(row.getString(5)).orElseThrow(),
                                    name,
                                    system.equals(name.keyspace()) ? name.toString() : system + ":" + name,
                                    row.getLong(6),
                                    row.getBoolean(7),
                                    Optional.ofNullable(row.getTimestamp(8)).map(Timestamp::toInstant),
                                    row.getBoolean(9),
                                    row.getBoolean(10),
                                    row.getBoolean(11)));
                }
            }
        }
    }

    Node node(PersonRecord record) {
        return nodes.get(record);
    }

    /** Those that speak of somebody whose record another is: enquiries, checks, touchpoints. */
    List<Node> speakers() {
        return nodes.values().stream().filter(node -> !node.isPerson()).toList();
    }

    /**
     * Whose a record is, as the hub has to say it: the person it is linked with itself, most surely first, else the only one
     * that others lead to. Nothing but a link of its own leads to a restricted person.
     */
    Optional<Reference> personOf(Node speaker) {
        if (speaker.saysPerson()) {
            return Optional.empty();
        }
        Optional<Node> direct = linkedWith(speaker).filter(Node::isPerson).findFirst();
        if (direct.isPresent()) {
            return direct.map(Node::name);
        }
        List<Node> reached = personsReachedFrom(speaker);
        boolean one = reached.stream().mapToLong(Node::entity).distinct().count() == 1;
        return one && reached.stream().noneMatch(Node::restricted)
                ? Optional.of(reached.get(0).name())
                : Optional.empty();
    }

    /** The enquiry a touchpoint led to: the first after it, else the last before it, of those it is linked with. */
    Optional<Reference> enquiryOf(Node touchpoint) {
        if (touchpoint.saysEnquiry() || touchpoint.at().isEmpty()) {
            return Optional.empty();
        }
        Instant at = touchpoint.at().get();
        List<Node> enquiries = linkedWith(touchpoint)
                .filter(node ->
                        node.type().equals(RecordTypes.ENQUIRY) && node.at().isPresent())
                .sorted(Comparator.comparing((Node node) -> node.at().get()).thenComparing(Node::record))
                .toList();
        return enquiries.stream()
                .filter(node -> !node.at().get().isBefore(at))
                .findFirst()
                .or(() -> enquiries.isEmpty() ? Optional.empty() : Optional.of(enquiries.get(enquiries.size() - 1)))
                .map(Node::name);
    }

    private Stream<Node> linkedWith(Node node) {
        return edges.getOrDefault(node.record(), List.of()).stream()
                .map(edge -> nodes.get(edge.to()))
                .filter(Objects::nonNull);
    }

    private List<Node> personsReachedFrom(Node speaker) {
        Set<PersonRecord> seen = new HashSet<>(Set.of(speaker.record()));
        Deque<Node> next = new ArrayDeque<>(List.of(speaker));
        List<Node> persons = new ArrayList<>();
        while (!next.isEmpty()) {
            linkedWith(next.remove()).filter(node -> seen.add(node.record())).forEach(node -> {
                // What a person's other records are linked with is about that person, not about the record asked for.
                if (node.isPerson()) {
                    persons.add(node);
                } else {
                    next.add(node);
                }
            });
        }
        persons.sort(Comparator.comparing(Node::record));
        return persons;
    }
}
