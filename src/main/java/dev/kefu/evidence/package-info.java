/// Seals over what was said and what staff saw when they said it, so that a dispute can be
/// reconstructed and a changed byte shows. Reads what other rooms have stored; is never called.
@ApplicationModule(allowedDependencies = {"base", "storage", "account", "conversation"})
@NullMarked
package dev.kefu.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
