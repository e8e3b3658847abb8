/// Nudges between nodes: where to look, never what was said. And what nodes say of themselves.
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package dev.kefu.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
