/// Suggested replies: found in the knowledge, filled with live facts, held to the rulebook.
@ApplicationModule(
    allowedDependencies = {
      "base",
      "storage",
      "content",
      "account",
      "conversation",
      "knowledge",
      "commerce",
      "commerce :: line",
      "rulebook"
    })
@NullMarked
package dev.kefu.assist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
