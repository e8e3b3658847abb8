/// The line to a shop outside: what every connector to a foreign system needs. Bounded calls that
/// never reach where they should not, and answers that are kept no longer than they are true. Its
/// bounded calls serve whoever has to ask a foreign system.
@NamedInterface("line")
@NullMarked
package dev.kefu.commerce.line;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
