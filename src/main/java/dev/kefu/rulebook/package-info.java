/// What may be promised, by whom, up to what; the only maker of a [dev.kefu.rulebook.ClearedReply].
@ApplicationModule(allowedDependencies = {"base", "storage", "content", "account", "commerce"})
@NullMarked
package dev.kefu.rulebook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
