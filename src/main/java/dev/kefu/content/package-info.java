/// The store's content folder: how its files are read, and the one import that reads them all or
/// none of them.
///
/// A room that owns a part of the content declares a bean of [dev.kefu.content.ContentImport]. What
/// belongs to no single room, the shop's profile and its validity windows, is stored here and read
/// through [dev.kefu.content.ShopProfile].
@ApplicationModule(allowedDependencies = {"base", "storage"})
@NullMarked
package dev.kefu.content;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
