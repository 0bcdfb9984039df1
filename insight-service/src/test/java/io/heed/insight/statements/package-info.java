@NullMarked
package io.heed.insight.statements;

import org.jspecify.annotations.NullMarked;
