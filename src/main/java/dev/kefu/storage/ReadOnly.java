package dev.kefu.storage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

/// Asks for the connections that can only read: many at a time, never waiting for the writer.
///
/// Without it a `JdbcClient` or `DataSource` is the one writer, which joins the transaction of the
/// thread it is called on.
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface ReadOnly {}
