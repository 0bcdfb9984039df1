/**
 * Delivery, written once for all services.
 *
 * <p>What is promised: an event that was appended to the {@link io.heed.messaging.Outbox} is published exactly once for
 * readers of committed records, in the order of its key, if its transaction commits, and never if it does not. A record
 * has its effect in the database of an {@link io.heed.messaging.EventConsumer} exactly once, or stands in its quarantine.
 * Both hold whichever process, broker or database is killed, suspended or started twice.
 *
 * <p>What is not: a database that was restored from a backup publishes again what the backup did not know as published,
 * under new event ids, so consumers of snapshots have to ignore versions that they know. What a handler does outside its
 * transaction happens as often as it is tried. Nothing is ordered between keys, nor between topics.
 */
@NullMarked
package io.heed.messaging;

import org.jspecify.annotations.NullMarked;
