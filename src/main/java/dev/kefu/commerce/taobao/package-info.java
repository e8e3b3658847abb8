/// A shop on the Taobao Open Platform: signed requests, sessions, paging and error codes of its
/// gateway.
@NullMarked
package dev.kefu.commerce.taobao;

import org.jspecify.annotations.NullMarked;
