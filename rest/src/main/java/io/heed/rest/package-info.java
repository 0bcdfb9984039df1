/**
 * The HTTP conventions that all services share: problems (RFC 9457), callers and their roles, cursors, preconditions and
 * the form of JSON. What a resource means is the service's own; how it speaks stands here once.
 */
@NullMarked
package io.heed.rest;

import org.jspecify.annotations.NullMarked;
