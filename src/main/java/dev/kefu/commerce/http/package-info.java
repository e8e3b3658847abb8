/// Any shop or ERP that speaks JSON over HTTP, REST or GraphQL, described in one YAML file.
@NullMarked
package dev.kefu.commerce.http;

import org.jspecify.annotations.NullMarked;
