/// The ordered, append-only log of what was said between one shopper and the shop.
@ApplicationModule(
    allowedDependencies = {"base", "storage", "content", "account", "cluster", "rulebook"})
@NullMarked
package dev.kefu.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
