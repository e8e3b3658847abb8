/// Who serves whom: presence, groups, the queue.
@ApplicationModule(
    allowedDependencies = {"base", "storage", "content", "account", "cluster", "conversation"})
@NullMarked
package dev.kefu.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
