/// Articles, their versions and publishing, import and export, the Lucene index and its search.
@ApplicationModule(allowedDependencies = {"base", "storage", "content", "account", "cluster"})
@NullMarked
package dev.kefu.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
