/// Reports, counted from what the other rooms have stored each time they are asked for. Reads their
/// tables and writes only what supervisors think of a week's draw; is never called.
@ApplicationModule(
    allowedDependencies = {
      "base",
      "storage",
      "content",
      "account",
      "conversation",
      "assist",
      "escalation",
      "routing",
      "rulebook"
    })
@NullMarked
package dev.kefu.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
