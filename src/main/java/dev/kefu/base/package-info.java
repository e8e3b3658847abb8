/// Words every room uses: refusals, ids, money, what a message holds.
@ApplicationModule(
    type = ApplicationModule.Type.OPEN,
    allowedDependencies = {})
@NullMarked
package dev.kefu.base;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
