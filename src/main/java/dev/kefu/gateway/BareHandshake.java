package dev.kefu.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.web.filter.OncePerRequestFilter;

/// Takes off a handshake's request what was hung on it while it was answered: the container keeps
/// the request for as long as the socket lives.
final class BareHandshake extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } finally {
      Collections.list(request.getAttributeNames()).stream()
          .filter(name -> !isContainers(name))
          .forEach(request::removeAttribute);
    }
  }

  private static boolean isContainers(String name) {
    return name.startsWith("jakarta.") || name.startsWith("org.eclipse.jetty.");
  }
}
