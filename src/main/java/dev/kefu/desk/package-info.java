/// What staff do: take, answer, hand over, note, close, escalate, decide.
@ApplicationModule(
    allowedDependencies = {
      "base",
      "content",
      "account",
      "commerce",
      "conversation",
      "assist",
      "rulebook",
      "routing",
      "escalation",
      "outreach"
    })
@NullMarked
package dev.kefu.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
