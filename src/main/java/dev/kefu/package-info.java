/// The chat desk of an online store. Start reading at `docs/architecture.md`.
@NullMarked
package dev.kefu;

import org.jspecify.annotations.NullMarked;
