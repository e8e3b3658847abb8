/// The line to a shop outside: what every connector to a foreign system needs. Bounded calls that
/// never reach where they should not, and answers that are kept no longer than they are true.
@NullMarked
package dev.kefu.commerce.line;

import org.jspecify.annotations.NullMarked;
