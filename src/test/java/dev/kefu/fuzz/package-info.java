/// Hostile input against the running program: what a client must not send, and more of it than
/// anybody could write down. The targets that need a room's inside stand beside that room and end
/// in `FuzzTest`; `docs/fuzzing.md` lists them all.
@NullMarked
package dev.kefu.fuzz;

import org.jspecify.annotations.NullMarked;
