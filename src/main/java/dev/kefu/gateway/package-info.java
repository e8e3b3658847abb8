/// Sockets, frames, pages, and the one table of refusals to errors.
@ApplicationModule(
    allowedDependencies = {
      "base",
      "storage",
      "content",
      "account",
      "cluster",
      "desk",
      "conversation",
      "routing",
      "assist",
      "escalation",
      "outreach",
      "rulebook",
      "commerce"
    })
@NullMarked
package dev.kefu.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
