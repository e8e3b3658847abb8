/// The shop's live facts, each with its source and its time, and the payouts made there.
@ApplicationModule(allowedDependencies = {"base", "storage", "content", "account", "cluster"})
@NullMarked
package dev.kefu.commerce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
