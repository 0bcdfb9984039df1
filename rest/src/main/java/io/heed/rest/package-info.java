@NullMarked
package io.heed.rest;

import org.jspecify.annotations.NullMarked;
