/// The demo shop: a connector whose shop is a few tables, filled once from the content folder and
/// changed at its own till.
@NullMarked
package dev.kefu.commerce.demo;

import org.jspecify.annotations.NullMarked;
