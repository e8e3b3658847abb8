/// Who is who: staff and their roles, shoppers, sign-in, tickets, service tokens.
@ApplicationModule(allowedDependencies = {"base", "storage", "content"})
@NullMarked
package dev.kefu.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
