package uk.fosteringhub.mappings.mapper;

/**
 * Says where a record's key in another system comes from.
 *
 * @param keyspace whose key it is
 * @param branch where it is read; gives a reference of that keyspace
 */
public record OtherNamePlan(String keyspace, FieldPlan.Branch branch) {}
