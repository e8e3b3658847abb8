/// What the log tells: statistics and ratings. Listens, is never called.
@ApplicationModule(
    allowedDependencies = {
      "base",
      "storage",
      "content",
      "account",
      "conversation",
      "assist",
      "escalation",
      "routing"
    })
@NullMarked
package dev.kefu.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
