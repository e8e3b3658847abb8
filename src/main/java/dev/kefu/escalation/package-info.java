/// Cases for a supervisor, their decisions, the grants that follow and the ledger.
@ApplicationModule(
    allowedDependencies = {
      "base",
      "storage",
      "content",
      "account",
      "commerce",
      "conversation",
      "rulebook"
    })
@NullMarked
package dev.kefu.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
