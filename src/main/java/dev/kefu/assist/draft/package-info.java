/// Has a language model word a card anew, and believes nothing it says.
@NullMarked
package dev.kefu.assist.draft;

import org.jspecify.annotations.NullMarked;
