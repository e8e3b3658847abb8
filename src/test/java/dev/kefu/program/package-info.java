/// The program as tests start it: in a process of its own, over content of its own.
@NullMarked
package dev.kefu.program;

import org.jspecify.annotations.NullMarked;
