/// Whole stories, played against the running program through the doors that browsers use.
@NullMarked
package dev.kefu.journey;

import org.jspecify.annotations.NullMarked;
