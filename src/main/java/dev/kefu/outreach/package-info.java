/// Shoppers to be told before they ask: late shipments, stock-outs, lost parcels.
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
package dev.kefu.outreach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
