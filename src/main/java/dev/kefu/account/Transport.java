package dev.kefu.account;

import dev.kefu.base.StartRefused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Keeps passwords and messages from being served to a network in the clear by mistake.
///
/// On any address but a loopback one, TLS is set up here, or a proxy in front ends it and is named
/// by `server.forward-headers-strategy`, or somebody says that this network is safe.
@Component
class Transport {

  Transport(
      @Value("${server.address:127.0.0.1}") String address,
      @Value("${kefu.insecure-lan:false}") boolean insecureLan,
      @Value("${server.forward-headers-strategy:none}") String forwarded,
      Environment environment) {
    var safe = hasTls(environment) || !forwarded.equalsIgnoreCase("none");
    if (!DemoMode.isLoopback(address) && !safe && !insecureLan) {
      throw new StartRefused(
          "The server would listen on "
              + address
              + " without TLS: passwords and messages would travel in the clear.",
          "Set up TLS (server.ssl.*), or let a proxy end it and set"
              + " server.forward-headers-strategy=native, or, in a network where nobody listens,"
              + " pass --kefu.insecure-lan=true.");
    }
  }

  private static boolean hasTls(Environment environment) {
    return Binder.get(environment).bind("server.ssl", Bindable.of(Tls.class)).isBound();
  }

  /// Any way to name a certificate.
  record Tls(
      @org.jspecify.annotations.Nullable String bundle,
      @org.jspecify.annotations.Nullable String certificate,
      @org.jspecify.annotations.Nullable String keyStore) {}
}
