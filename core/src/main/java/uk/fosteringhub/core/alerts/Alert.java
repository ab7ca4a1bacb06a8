package uk.fosteringhub.core.alerts;

import java.time.Instant;

/**
 * An alert that is to be sent.
 *
 * @param id by this a receiver can tell that it has the same alert twice
 * @param channel {@code mail}, or a webhook's name
 * @param urgent also to those who are told of what has escalated
 * @param madeAt when what it tells of came about
 * @param attempt counted from 1
 */
public record Alert(long id, String channel, boolean urgent, Letter letter, Instant madeAt, int attempt) {}
