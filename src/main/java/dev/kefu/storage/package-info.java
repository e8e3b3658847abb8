/// The database: where its file lies, its one writer and its readers, its migrations.
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package dev.kefu.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
